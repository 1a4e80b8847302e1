"""Is this PDF whole, readable by everybody and free of anything that acts by itself? Runs inside the separate process.

Nothing is changed: a signed document keeps its signature only byte for byte.
"""

import io
import re

import pikepdf

ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|EF|RichMedia|XFA)(?![^\s()<>\[\]{}/%])")
REFERENCE = re.compile(rb"(?<![^\s\[])(\d{1,9}) (\d{1,5}) R\b")
LOSS = re.compile(r"ignoring|giving up|unexpected")
"""What qpdf says when mending left something out."""
MAX_OBJECTS = 200_000
MAX_DEPTH = 60
MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes that everything but pictures may unpack to together: drawings, fonts, notes. Honest files stay far below."""
MAX_PICTURE = 256 * 1024 * 1024
"""Bytes that one picture says it unpacks to: a plan of A0 scanned in colour at 200 dots per inch."""


BLANK, ENDING = b"\x00\r\n\t ", 2048
"""The mark of the end stands in the last so many bytes, whatever blanks come behind."""
LONGEST_ZIP_END = 22 + 65_535
"""The end record of a ZIP and its comment."""


class No(Exception):
    """The reason by its code."""


def inspect(data, limits):
    """Return ({"pages": n}, b"") or ({"refused": code}, b""). `data`: bytes, or a main.Mapped."""
    try:
        return {"pages": _pages(data, limits)}, b""
    except No as reason:
        return {"refused": str(reason)}, b""
    except pikepdf.PasswordError:
        return {"refused": "locked"}, b""
    except MemoryError:
        return {"refused": "heavy"}, b""
    except Exception as problem:
        return {"refused": "heavy" if is_for_want_of_memory(problem) else "damaged"}, b""


def is_for_want_of_memory(problem):
    """qpdf reports a failed allocation as an ordinary error; every other means that it could not read the file."""
    return "bad_alloc" in str(problem) or "memory" in str(problem)


def is_signed(data):
    """Somebody has signed this document digitally: any change would break that (ISO 32000-1, 12.8)."""
    pdf, _mended = _open(data)
    with pdf:
        return any(
            isinstance(thing, pikepdf.Dictionary) and "/ByteRange" in thing and "/Contents" in thing for thing in _values(pdf)
        )


def _values(pdf):
    """Every object that stands by itself, and what signature fields hold within themselves."""
    for thing in pdf.objects:
        yield thing
        if isinstance(thing, pikepdf.Dictionary) and "/V" in thing:
            yield thing.V


def _pages(data, limits):
    if b"%%EOF" not in _ending(data):
        raise No("damaged")
    if _is_archive_too(data):
        raise No("active")
    pdf, mended = _open(data)
    with pdf:
        # Before the pages are walked: qpdf corrects the number when branches are missing.
        promised = pdf.Root.get("/Pages", {}).get("/Count")
        count = len(pdf.pages)
        if count == 0:
            raise No("damaged" if promised else "no_pages")
        if count > limits["pages"]:
            raise No("too_many_pages")
        missing = _look_at_objects(pdf)
        _unpack(pdf)
        complaints = " ".join(str(warning) for warning in pdf.get_warnings())
        if "nest" in complaints or "too deep" in complaints:
            raise No("heavy")
        if "Pages tree" in complaints or (mended and (missing or promised != count or LOSS.search(complaints))):
            raise No("damaged")
        return count


def _ending(data):
    """The last bytes that are no blanks."""
    end = len(data)
    while end > 0 and not data[max(end - ENDING, 0) : end].strip(BLANK):
        end -= ENDING
    return data[max(end - 2 * ENDING, 0) : max(end, 0)].rstrip(BLANK)[-ENDING:]


def _is_archive_too(data):
    """A ZIP is read from its end: the same bytes can be a PDF and an archive (or a program for Java)."""
    end = data.rfind(b"PK\x05\x06", -LONGEST_ZIP_END)
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return end >= 0 and size > 0 and data[max(end - size, 0) :].startswith(b"PK\x01\x02")


def _open(data):
    """Open strictly; a wrong table of contents alone does not make a document unreadable, so mend that if needed."""
    def stream():
        return io.BytesIO(data) if isinstance(data, bytes) else data.opened()

    try:
        return pikepdf.open(stream(), attempt_recovery=False, suppress_warnings=True), False
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError as problem:
        if "loop" in str(problem):
            raise No("damaged") from None
        return pikepdf.open(stream(), attempt_recovery=True, suppress_warnings=True), True


def _look_at_objects(pdf):
    """Resolve every object: cut streams and active parts show up. Return the references that lead nowhere."""
    if len(pdf.objects) > MAX_OBJECTS:
        raise No("heavy")
    there, wanted = set(), set()
    for thing in pdf.objects:
        is_stream = isinstance(thing, pikepdf.Stream)
        plain = thing.stream_dict if is_stream else thing
        if is_stream:
            thing.read_raw_bytes()
        if not isinstance(plain, pikepdf.Object):
            continue
        there.add(thing.objgen)
        text = plain.unparse(resolved=True)
        wanted.update((int(number), int(version)) for number, version in REFERENCE.findall(text))
        if ACTIVE.search(text) and _acts(plain, 0):
            raise No("active")
    return wanted - there


def _acts(thing, depth):
    """Does this object run a script, start a program or carry another file? Looks at values, never at text in strings."""
    if depth > MAX_DEPTH:
        raise No("heavy")
    if isinstance(thing, pikepdf.Array):
        return any(_acts(part, depth + 1) for part in thing if not _elsewhere(part))
    if not isinstance(thing, pikepdf.Dictionary):
        return False
    if thing.get("/S") in ("/JavaScript", "/Launch") or any(key in thing for key in ("/JS", "/EF", "/XFA")):
        return True
    if thing.get("/Type") == "/EmbeddedFile" or thing.get("/Subtype") == "/RichMedia":
        return True
    return any(_acts(part, depth + 1) for part in thing.values() if not _elsewhere(part))


def _elsewhere(part):
    """An indirect object is looked at in its own turn."""
    return isinstance(part, pikepdf.Object) and part.is_indirect


def _unpack(pdf):
    """What unpacks to gigabytes would stop the reader's program too. Pictures are judged by what they say of themselves."""
    unpacked = 0
    drawn = {part.objgen for part in _contents(pdf)}
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") == "/Image":
            if _picture_size(thing) > MAX_PICTURE:
                raise No("heavy")
            continue
        unpacked += _unpacked_size(thing, must_be_whole=thing.objgen in drawn or thing.get("/Subtype") == "/Form")
        if unpacked > MAX_UNPACKED:
            raise No("heavy")


def _unpacked_size(stream, *, must_be_whole):
    """Bytes of a stream. One that cannot be unpacked counts as it is, unless pages are drawn by it."""
    try:
        return len(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    except pikepdf.PdfError as problem:
        if must_be_whole or is_for_want_of_memory(problem):
            raise
        return len(stream.read_raw_bytes())


def _picture_size(picture):
    """Bytes of one picture as it says: its colours stand in many ways, so three are taken for all but grey."""
    bits = int(picture.get("/BitsPerComponent", 8 if "/ColorSpace" in picture else 1))
    colours = 1 if bits == 1 or picture.get("/ColorSpace") == "/DeviceGray" else 3
    return int(picture.get("/Width", 0)) * int(picture.get("/Height", 0)) * bits * colours // 8


def _contents(pdf):
    """The streams of drawing commands of all pages."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents", ())
        for part in [contents] if isinstance(contents, pikepdf.Stream) else contents:
            if isinstance(part, pikepdf.Stream):
                yield part
