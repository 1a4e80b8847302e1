"""Files as people send them, good and bad, made on the spot. Each function returns the bytes of one file.

Libraries for making them are imported inside the functions: only tests need them.
"""

import io
import zipfile
import zlib

from helpdesk.attachments import samples
from helpdesk.attachments.limits import MAX_BYTES


def upload(content, name="berkas.pdf", content_type="application/pdf"):
    """Return the Django file that a form would hand over."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content, content_type=content_type)


def small_pdf(text="Surat permohonan", program="samples", pages=1):
    """A sound PDF, written by one of the programs: samples, reportlab, typst, pikepdf."""
    return {"samples": _by_hand, "reportlab": _reportlab, "typst": _typst, "pikepdf": _pikepdf}[program](text, pages)


def _by_hand(text, pages):
    return samples.small_pdf(text, pages=pages)


def _reportlab(text, pages):
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(72, 720, f"{text} {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _typst(text, pages):
    import typst

    source = "\n#pagebreak()\n".join(['#sys.inputs.at("text")'] * pages)
    return typst.compile(source.encode(), sys_inputs={"text": text}, ignore_system_fonts=True)


def _pikepdf(text, pages, **saving):
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_by_hand(text, pages))) as pdf:
        pdf.save(out, **saving)
    return out.getvalue()


def modern_pdf():
    """Objects inside object streams, table of contents as a stream, linearised for the web."""
    import pikepdf

    return _pikepdf("Akta", 3, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)


def big_pdf(size=MAX_BYTES):
    """A sound PDF of exactly this many bytes."""
    return samples.pdf_of(size, "Berkas besar")


def truncated_pdf(part=0.6):
    """A PDF whose transfer broke off after this part of it."""
    whole = small_pdf(program="reportlab", pages=5)
    return whole[: int(len(whole) * part)]


def holed_pdf():
    """A PDF with its end, but a piece of the middle is missing."""
    whole = small_pdf(pages=8)
    third = len(whole) // 3
    return whole[:third] + whole[third + 300 :]


def encrypted_pdf(user="rahasia", owner="pemilik"):
    """A PDF with a password for opening; with user="" anyone may open it and only changing is locked."""
    import pikepdf

    return _pikepdf("Rahasia", 1, encryption=pikepdf.Encryption(user=user, owner=owner))


def pdf_without_pages():
    """A sound PDF with an empty page tree."""
    return samples.small_pdf("", pages=0)


def acting_pdf(kind="script"):
    """A PDF that acts by itself (script, field, launch) or carries a file (attachment)."""
    action = {
        "script": b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
        "launch": b"/OpenAction << /S /Launch /F (cmd.exe) >>",
        "hidden": b"/OpenAction << /S /#4aava#53cript /#4aS (app.alert\\(1\\)) >>",
        "attachment": b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>] >> >>",
    }[kind]
    return samples.assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R " + action + b" >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            samples.stream(b"q Q"),
            samples.stream(b"MZ program", b"/Type /EmbeddedFile"),
        ]
    )


def bomb_pdf(size=200_000_000):
    """A few kB (twice deflated) whose page unpacks to `size` bytes."""
    twice = zlib.compress(_deflated_spaces(size // 1_000_000), 9)
    return _one_page(samples.stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))


def _deflated_spaces(millions):
    """Many million spaces, deflated in no time: after a full flush every million gives the same bytes again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    million = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    count = millions * 1_000_000
    # Adler-32 of that many equal signs.
    low, high = (1 + 32 * count) % 65521, (count + 32 * count * (count + 1) // 2) % 65521
    return b"\x78\xda" + million * millions + packer.flush() + (high << 16 | low).to_bytes(4, "big")


def bomb_in_a_note(size=200_000_000):
    """The same in the notes about the document, which no page draws but programs read."""
    twice = zlib.compress(_deflated_spaces(size // 1_000_000), 9)
    note = samples.stream(twice, b"/Type /Metadata /Subtype /XML /Filter [/FlateDecode /FlateDecode]")
    root = b"<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>"
    return samples.assemble([root, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, samples.stream(b"q Q"), note])


def flooded_pdf(side=60_000):
    """A page with a picture of so many pixels, as it says."""
    facts = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8" % (side, side)
    page = PAGE.replace(b">>", b"/Resources << /XObject << /P 5 0 R >> >> >>")
    root, pages = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return samples.assemble([root, pages, page, samples.stream(b"595 0 0 842 0 0 cm /P Do"), samples.stream(b"x", facts)])


def xfa_pdf():
    """A form in XML that brings its own scripts."""
    root = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 5 0 R /Fields [] >> >>"
    form = samples.stream(b"<xdp><script contentType='application/x-javascript'>app.alert(1)</script></xdp>")
    return samples.assemble([root, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, samples.stream(b"q Q"), form])


def archive_pdf():
    """A PDF whose last comment is the comment of a ZIP that stands before it: both readers are content."""
    whole = bytearray(small_pdf() + zipped())
    tail = b"\n%%EOF\n"
    whole[-2:] = len(tail).to_bytes(2, "little")
    return bytes(whole) + tail


def slow_photo(side=8300):
    """A progressive JPEG of few kB whose decoder keeps all of it in memory until the last pass."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(out, "JPEG", progressive=True, subsampling=0)
    return out.getvalue()


def object_bomb_pdf(count=400_000):
    """An object stream that says it holds this many objects."""
    pairs = " ".join(f"{10 + number} {number * 2}" for number in range(count)).encode()
    body = pairs + b"\n" + b"1 " * count
    packed = zlib.compress(body, 9)
    holder = samples.stream(packed, b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (count, len(pairs) + 1))
    plain = samples.assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE,
            samples.stream(b"q Q"),
            holder,
        ]
    )
    body = plain.rsplit(b"xref\n0", 1)[0]
    rows = [b"\x00\x00\x00\x00\x00\xff\xff"]
    rows += [b"\x01" + body.index(b"%d 0 obj" % number).to_bytes(4, "big") + b"\x00\x00" for number in range(1, 6)]
    rows += [b"\x00\x00\x00\x00\x00\x00\x00"] * 4
    rows += [b"\x02\x00\x00\x00\x05" + min(number, 65535).to_bytes(2, "big") for number in range(count)]
    table = samples.stream(
        zlib.compress(b"".join(rows), 9),
        b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Filter /FlateDecode" % (10 + count),
    )
    return body + b"9 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"


def _one_page(contents):
    return samples.assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, contents]
    )


def circular_pdf():
    """Its table of contents says that the table before it is itself."""
    plain = samples.small_pdf("Lingkaran")
    place = int(plain.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    return plain.replace(b"/Root 1 0 R", b"/Prev %d /Root 1 0 R" % place)


def circular_pages_pdf():
    """The page tree is its own branch."""
    return samples.assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])


def nested_pdf(depth=100_000):
    """Arrays in arrays in arrays."""
    return _one_page(samples.stream(b"q Q", b"/Deep " + b"[" * depth + b"]" * depth))


def pdf_behind(junk):
    """A sound PDF with something before its header."""
    return junk + small_pdf()


def html_as_pdf():
    """A web page under the name of a PDF, as a failed download leaves it."""
    return b"<!DOCTYPE html><html><script>alert(document.domain)</script></html>"


def polyglot_pdf():
    """A web page and a PDF at the same time."""
    return pdf_behind(b"<html><script>alert(1)</script><!--\n")


def zipped(*names):
    """A ZIP with these members; a DOCX is one with `[Content_Types].xml` and `word/document.xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names or ("surat.pdf",):
            archive.writestr(name, "isi")
    return out.getvalue()


def docx():
    """A Word document, as far as its outside shows."""
    return zipped("[Content_Types].xml", "word/document.xml")


def picture(form="PNG", mode="RGB", size=(320, 200), color=None, **saving):
    """A picture of one colour with a dark corner at the top left."""
    from PIL import Image

    image = Image.new(mode, size, color if color is not None else 200 if mode in ("L", "P") else 0)
    out = io.BytesIO()
    image.save(out, form, **saving)
    return out.getvalue()


def jpeg_photo(exif_orientation=6, size=(800, 600), **saving):
    """A photo as a phone writes it: red at the left, blue at the right, with orientation and place in the EXIF."""
    from PIL import Image

    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = image.getexif()
    exif[0x0112] = exif_orientation
    exif[0x010F] = "KAMERA-RAHASIA"
    exif.get_ifd(0x8825)[1] = "S"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=92, **saving)
    return out.getvalue()


def noisy_photo(size=(2600, 1950), quality=97):
    """A photo of several MB: noise does not compress."""
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()


def png(mode="RGBA", size=(320, 200)):
    """A PNG, transparent where it has an alpha channel."""
    return picture("PNG", mode, size)


def pixel_bomb(side=30_000):
    """A PNG of about 100 kB that would take gigabytes to draw."""
    packer = zlib.compressobj(9)
    row = b"\x00" + b"\x00" * (side // 8 + 1)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = side.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    parts = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    chunk = lambda name, body: len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")  # noqa: E731
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def heic():
    """The beginning of a HEIC photo."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 400


def program():
    """The beginning of a Windows program."""
    return b"MZ\x90\x00\x03" + b"\x00" * 500
