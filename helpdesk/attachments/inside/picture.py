"""Make a one-page PDF out of a photo. Runs inside the separate process.

What is kept is drawn anew: place, time and camera (EXIF), colour profiles, comments and anything hidden behind the
picture stay behind.
"""

import io

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PdfImagePlugin, PngImagePlugin  # noqa: F401

FORMATS = ("JPEG", "PNG")
KINDS = {"PNG": "png", "WEBP": "webp", "HEIF": "heif"}
"""Whose limit of pixels holds, by Pillow's name of the format; the others count as JPEG."""

Image.MAX_IMAGE_PIXELS = None  # Our own limit is lower and has its own sentence.
A4_LONG_SIDE = 11.69
"""Inches. The page is as long as A4; its other side follows from the picture."""


def to_pdf(data, limits):
    """Return ({"pages": 1}, PDF bytes) or ({"refused": code, …}, b"")."""
    return guarded(page_of, data, limits)


def guarded(draw, data, limits, formats=FORMATS):
    """Return what `draw(picture, limits)` makes of the bytes, or the reason why not."""
    try:
        with Image.open(io.BytesIO(data), formats=formats) as picture:
            kind = KINDS.get(picture.format, "jpeg")
            width, height = picture.size
            if width * height > limits["pixels"][kind]:
                return {"refused": "too_many_pixels", "width": width, "height": height}, b""
            return draw(picture, limits)
    except MemoryError:
        return {"refused": "heavy"}, b""
    except Exception:
        # Pillow's parsers raise many kinds of errors for broken pictures (OSError, SyntaxError, struct.error …).
        return {"refused": "picture_damaged"}, b""


def upright(picture, side):
    """The picture turned as it was taken, white behind what is transparent, at most `side` pixels long."""
    picture.draft("RGB", (side, side))  # JPEG only: decode at a half, quarter or eighth already
    picture.load()
    orientation = picture.getexif().get(0x0112, 1)
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "La", "RGBa"):
        picture = picture.convert("RGBA")
    if picture.mode not in ("L", "RGB", "RGBA"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        picture = white
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    clean.getexif()[0x0112] = orientation
    return ImageOps.exif_transpose(clean)


def page_of(picture, limits):
    """The picture as a PDF of one page."""
    page = upright(picture, limits["side"])
    for quality in (82, 70, 55, 40):
        made = io.BytesIO()
        resolution = max(max(page.size) / A4_LONG_SIDE, 96)
        page.save(made, "PDF", resolution=resolution, quality=quality, optimize=True)
        if made.tell() <= limits["output"] * 3 // 4:
            return {"pages": 1}, made.getvalue()
    return {"refused": "heavy"}, b""
