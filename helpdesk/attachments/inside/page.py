"""One page of a PDF as a picture, for people who check it. Runs inside the separate process.

Drawn by PDFium, which runs no script and opens nothing but the bytes it is given.
"""

import io

import pypdfium2
from PIL import Image

BIGGEST_SIDE = 14_400  # points; what PDF 1.x allows


def draw(data, limits):
    """Return ({"pages": n, "width": w, "height": h}, JPEG bytes) or ({"refused": code}, b"").

    `limits["number"]` is the page, from 1; `limits["side"]` the pixels of the picture's longer side.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        return {"refused": "locked" if "assword" in str(problem) else "damaged"}, b""
    try:
        count = len(pdf)
        if not 1 <= limits["number"] <= count:
            return {"refused": "no_pages"}, b""
        picture = drawn(pdf[limits["number"] - 1], limits["side"])
    except pypdfium2.PdfiumError:
        return {"refused": "damaged"}, b""
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=80, optimize=True, progressive=True)
    return {"pages": count, "width": picture.width, "height": picture.height}, made.getvalue()


def drawn(page, side):
    """The page as an RGB picture, its longer side of `side` pixels."""
    width, height = page.get_size()
    longer = min(max(width, height, 1), BIGGEST_SIDE)
    bitmap = page.render(scale=side / longer, may_draw_forms=True, fill_color=(255, 255, 255, 255), rev_byteorder=True)
    picture = bitmap.to_pil().convert("RGB")
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return picture
