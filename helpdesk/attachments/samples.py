"""Real, small PDF files without any library: for the demo and for tests."""

HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
A4 = b"[0 0 595 842]"


def small_pdf(*lines, pages=1, program="Helpdesk", filler=b""):
    """Return a PDF of A4 pages that show the lines of text (Latin letters; others become a question mark)."""
    drawing = _drawing(lines)
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox " + A4 + b" /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        stream(drawing),
        *[page] * pages,
    ]
    return assemble(objects, info=b"<< /Producer (" + _text(program) + b") >>", filler=filler)


def pdf_of(size, *lines):
    """Return a PDF of exactly `size` bytes (1,500 or more): a comment behind the header fills it up."""
    filling = size - len(small_pdf(*lines))
    while filling >= 2:
        made = small_pdf(*lines, filler=b"%" + b"." * (filling - 2) + b"\n")
        if len(made) == size:
            return made
        filling += size - len(made)  # the place of the table of contents has more digits now
    raise ValueError("A PDF cannot be as small as this.")


def stream(content, entries=b""):
    """Return a stream object of these bytes; `entries` are further keys of its dictionary."""
    return b"<< /Length %d %s >>\nstream\n" % (len(content), entries) + content + b"\nendstream"


def assemble(objects, info=None, filler=b"", trailer=b""):
    """Return a PDF file of these objects (bytes, numbered from 1; 1 is the root), with a correct table of contents."""
    out = bytearray(HEADER + filler)
    places = []
    for number, content in enumerate([*objects, *([info] if info else [])], start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s" % (len(places) + 1, trailer)
    out += (b" /Info %d 0 R" % len(places) if info else b"") + b" >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def _drawing(lines):
    shown = b"".join(b"(" + _text(line) + b") Tj T* " for line in lines)
    return b"BT /F 12 Tf 56 770 Td 18 TL " + shown + b"ET"


def _text(words):
    plain = str(words).encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
