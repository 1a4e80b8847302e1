"""The mark of the software, drawn in any size: the same figure as `site/static/img/mark.svg`."""

from PIL import Image, ImageDraw

from .colours import BRAND, SIGNAL, WHITE

BOX = 40  # the drawing's own units
FINER = 4  # drawn larger first, since Pillow draws without soft edges


def drawn(side, *, corner=11):
    """Return the mark as a square RGBA picture of `side` pixels; `corner` 0 fills the whole square."""
    unit = side * FINER / BOX
    picture = Image.new("RGBA", (side * FINER, side * FINER))
    pen = ImageDraw.Draw(picture)

    def box(left, top, right, bottom):
        return [round(left * unit), round(top * unit), round(right * unit) - 1, round(bottom * unit) - 1]

    pen.rounded_rectangle(box(0, 0, BOX, BOX), round(corner * unit), fill=BRAND)
    width = round(2.6 * unit)
    # A pen of Pillow draws inside of its box, one of SVG on the line.
    pen.arc(box(11 - 1.3, 10 - 1.3, 29 + 1.3, 28 + 1.3), 180, 360, fill=WHITE, width=width)
    pen.rectangle(box(11 - 1.3, 19, 11 + 1.3, 22), fill=WHITE)
    pen.rectangle(box(29 - 1.3, 19, 29 + 1.3, 22), fill=WHITE)
    for left in (8.5, 25.5):
        pen.rounded_rectangle(box(left, 20, left + 6, 29), round(3 * unit), fill=SIGNAL)
    return picture.resize((side, side), Image.Resampling.LANCZOS)
