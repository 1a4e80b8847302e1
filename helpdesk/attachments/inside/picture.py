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
ROWS = 256
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
            if width * height > limits["pixels"][kind] or kept_of_passes(picture) > limits["passes"]:
                return {"refused": "too_many_pixels", "width": width, "height": height}, b""
            return draw(picture, limits)
    except MemoryError:
        return {"refused": "heavy"}, b""
    except Exception:
        # Pillow's parsers raise many kinds of errors for broken pictures (OSError, SyntaxError, struct.error …).
        return {"refused": "picture_damaged"}, b""


def kept_of_passes(picture):
    """Bytes that the decoder keeps of a progressive JPEG until its last pass: two for each value."""
    if not picture.info.get("progressive"):
        return 0
    shares = [wide * high for _number, wide, high, _table in picture.layer]
    return 2 * picture.width * picture.height * sum(shares) // max(*shares, 1)


def upright(picture, side):
    """The picture turned as it was taken, white behind what is transparent, at most `side` pixels long."""
    picture.draft("RGB", (side, side))  # JPEG only: decode at a half, quarter or eighth already
    picture.load()
    orientation = picture.getexif().get(0x0112, 1)
    clean = shrunk(picture, side)
    clean.getexif()[0x0112] = orientation
    return ImageOps.exif_transpose(clean)


def shrunk(picture, side):
    """The picture drawn anew on white, at most `side` pixels long. Uses it up.

    Each row is made shorter first, a few rows at a time, then the columns: so a large picture is never in memory twice.
    """
    scale = min(1, side / max(picture.size))
    width, height = (max(1, round(length * scale)) for length in picture.size)
    whole = picture.height
    slim = None
    for top in range(0, whole, ROWS):
        rows = plain(picture.crop((0, top, picture.width, min(top + ROWS, whole))))
        slim = slim or Image.new(rows.mode, (width, whole))
        slim.paste(rows.resize((width, rows.height), Image.Resampling.LANCZOS), (0, top))
    picture.close()
    return slim.resize((width, height), Image.Resampling.LANCZOS)


def plain(rows):
    """The same in grey or RGB; what is transparent becomes paper."""
    if rows.mode.startswith("I"):
        return rows.point(lambda value: value / 256).convert("L")
    if "transparency" in rows.info or rows.mode in ("LA", "PA", "La", "RGBa"):
        rows = rows.convert("RGBA")
    if rows.mode == "RGBA":
        white = Image.new("RGB", rows.size, "white")
        white.paste(rows, mask=rows.getchannel("A"))
        return white
    return rows if rows.mode in ("L", "RGB") else rows.convert("L" if rows.mode == "1" else "RGB")


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
