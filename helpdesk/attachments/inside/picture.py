"""Make a one-page PDF, or a small square portrait, out of a photo. Runs inside the separate process.

What is kept is drawn anew: place, time and camera (EXIF), colour profiles, comments and anything hidden behind the
picture stay behind.
"""

import io

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PdfImagePlugin, PngImagePlugin  # noqa: F401

Image.MAX_IMAGE_PIXELS = None  # Our own limit is lower and has its own sentence.
A4_LONG_SIDE = 11.69
"""Inches. The page is as long as A4; its other side follows from the picture."""


def to_pdf(data, limits):
    """Return ({"pages": 1}, PDF bytes) or ({"refused": code, …}, b"")."""
    return _guarded(_page, data, limits)


def to_square(data, limits):
    """Return ({}, JPEG bytes of a square of `limits["side"]` pixels) or ({"refused": code, …}, b"")."""
    return _guarded(_portrait, data, limits)


def _guarded(draw, data, limits):
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            kind = "png" if picture.format == "PNG" else "jpeg"
            width, height = picture.size
            if width * height > limits["pixels"][kind]:
                return {"refused": "too_many_pixels", "width": width, "height": height}, b""
            return draw(picture, limits)
    except MemoryError:
        return {"refused": "heavy"}, b""
    except Exception:
        # Pillow's parsers raise many kinds of errors for broken pictures (OSError, SyntaxError, struct.error …).
        return {"refused": "picture_damaged"}, b""


def _upright(picture, side):
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


def _page(picture, limits):
    page = _upright(picture, limits["side"])
    for quality in (82, 70, 55, 40):
        made = io.BytesIO()
        resolution = max(max(page.size) / A4_LONG_SIDE, 96)
        page.save(made, "PDF", resolution=resolution, quality=quality, optimize=True)
        if made.tell() <= limits["output"] * 3 // 4:
            return {"pages": 1}, made.getvalue()
    return {"refused": "heavy"}, b""


def _portrait(picture, limits):
    side = limits["side"]
    square = ImageOps.fit(_upright(picture, side * 4).convert("RGB"), (side, side))
    square.info.clear()
    made = io.BytesIO()
    square.save(made, "JPEG", quality=85, optimize=True)
    return {}, made.getvalue()
