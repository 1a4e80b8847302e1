"""Pages as JPEGs, packed into one PDF of at most so many bytes. Runs inside the separate process.

A PDF shows a JPEG as it is (DCTDecode), so that packing itself loses nothing.
"""

import io

from PIL import Image, JpegImagePlugin  # noqa: F401

from helpdesk.attachments import samples

LADDER = ((2400, 82), (2000, 76), (2000, 66), (1800, 58), (1600, 52), (1400, 46), (1200, 40), (1000, 34), (800, 28))
"""(Pixels of the longer side, JPEG quality), from best to smallest; A4 at 1200 still has 100 dots per inch."""
WRAPPING = 1200
"""Bytes that a PDF needs for each page besides its picture, and once for itself."""
A4_LONG_SIDE = 842  # points
GREY = 14
"""A picture whose colours stay this close to grey (0-255) is kept in grey."""


def encode(page, room):
    """Return JPEG bytes of an RGB or L picture, as good as `room` bytes allow; the smallest when none fits."""
    return climb(page, room)[0]


def climb(page, room, start=0):
    """The same from one step of the ladder on, and the step that it took."""
    page = greyed(page)
    for step in range(start, len(LADDER)):
        made = _jpeg(page, *LADDER[step])
        if len(made) <= room:
            break
    return made, step


def greyed(page):
    """The picture without colours, where it shows none: scans of black print are half as large so."""
    if page.mode == "L":
        return page
    small = page.convert("RGB").reduce(max(max(page.size) // 500, 1)).convert("YCbCr")
    spread = max(abs(value - 128) for band in small.getextrema()[1:] for value in band)
    return page.convert("L" if spread <= GREY else "RGB")


def _jpeg(page, side, quality):
    if max(page.size) > side:
        page = page.copy()
        page.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    page.info.clear()
    made = io.BytesIO()
    page.save(made, "JPEG", quality=quality, optimize=True, exif=b"")
    return made.getvalue()


class TooMuch(Exception):
    """Even the smallest readable pages are too many for one file."""


class Sheaf:
    """Pages that come one after the other and must share `room` bytes; each gets its part of what is left.

    `weights`: what the pages weigh against each other, for example their bytes so far.
    """

    def __init__(self, room, weights):
        self.left, self.weights, self.done, self.step = room - WRAPPING, list(weights), [], 0

    def add(self, page):
        """Keep a picture as JPEG of a fair size. `page` may be bytes of a JPEG: kept as they are where they fit."""
        number = len(self.done)
        self.left -= WRAPPING
        later = WRAPPING * (len(self.weights) - number - 1)
        share = self.weights[number] / max(sum(self.weights[number:]), 1)
        budget = int((self.left - later) * share)
        if isinstance(page, bytes) and len(page) <= budget:
            made = page
        else:
            # Pages of one document are alike: begin where the one before ended, a step better.
            made, self.step = climb(_opened(page), budget, max(self.step - 1, 0))
        self.left -= len(made)
        if self.left < 0 or (len(made) > budget and self.left < later):
            raise TooMuch
        self.done.append(made)


def _opened(page):
    if not isinstance(page, bytes):
        return page
    with Image.open(io.BytesIO(page), formats=["JPEG"]) as picture:
        picture.load()
        return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")


def pack(data, limits):
    """Return ({"pages": n}, PDF bytes) of JPEGs that stand one behind the other in `data`.

    `limits["lengths"]`: bytes of each; `limits["turns"]`: degrees to turn each to the right (0, 90, 180, 270).
    """
    parts, start = [], 0
    for length in limits["lengths"]:
        parts.append(data[start : start + length])
        start += length
    sheaf = Sheaf(limits["output"], limits["lengths"])
    try:
        for part in parts:
            sheaf.add(part)
    except TooMuch:
        return {"refused": "too_much_for_one"}, b""
    except OSError:
        return {"refused": "picture_damaged"}, b""
    return {"pages": len(parts)}, pdf_of(sheaf.done, limits["turns"])


def pdf_of(jpegs, turns):
    """Return a PDF that shows these JPEGs in their order, each page as long as A4."""
    count = len(jpegs)
    kids = b" ".join(b"%d 0 R" % (3 + 3 * number) for number in range(count))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count]
    for number, (jpeg, turn) in enumerate(zip(jpegs, turns, strict=True)):
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
            (width, height), space = picture.size, {"L": b"/DeviceGray"}.get(picture.mode, b"/DeviceRGB")
        scale = A4_LONG_SIDE / max(width, height)
        box = (width * scale, height * scale)
        first = 3 + 3 * number
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Rotate %d /Contents %d 0 R "
            b"/Resources << /XObject << /P %d 0 R >> >> >>" % (*box, turn, first + 1, first + 2),
            samples.stream(b"%.2f 0 0 %.2f 0 0 cm /P Do" % box),
            samples.stream(
                jpeg,
                b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b /BitsPerComponent 8 /Filter /DCTDecode"
                % (width, height, space),
            ),
        ]
    return samples.assemble(objects)
