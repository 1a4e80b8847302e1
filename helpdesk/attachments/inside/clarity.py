"""Can a photographed page be read? Two measures that every telephone's page shows too (site/static/js/photo-clarity.js).

A warning, never a refusal: the person sees the page beside it and decides.
"""

from PIL import Image, ImageFilter, ImageStat

SIDE = 1000
"""Pixels of the longer side at which pages are measured, so that large and small photos compare."""
TILES = 6
"""The picture is judged by its sharpest part of 6 × 6: most of a page is empty paper."""

PAPER = 0.9
"""The paper is brighter than this share of the picture; a card on a dark table is not dark."""
INK = 0.001
"""The darkest part of the picture that counts as ink: two lines on a sheet are about as much."""
DARK = 95
"""Brightness (0-255) below which a page counts as dark."""
SHARP = 120
"""Variance of the Laplacian in the sharpest part; below, letters have no edges."""
PLAIN = 0.18
"""Contrast, as part of the brightness, below which there is nothing to be sharp: an empty sheet."""

EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def measures(picture):
    """Return {"brightness": 0-255, "sharpness": variance, "contrast": 0-255} of an upright picture."""
    grey = picture.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    counts = grey.histogram()
    brightness = _share(counts, PAPER)
    return {"brightness": brightness, "contrast": brightness - _share(counts, INK), "sharpness": round(_sharpest(grey))}


def warnings(brightness, contrast, sharpness):
    """Return the words for what these measures mean: "dark", "blurred", both or none."""
    found = ["dark"] if brightness < DARK else []
    return found + (["blurred"] if sharpness < SHARP and contrast >= PLAIN * brightness else [])


def _share(counts, part):
    """The brightness that this part of all pixels does not exceed."""
    left = sum(counts) * part
    for value, count in enumerate(counts):
        left -= count
        if left <= 0:
            return value
    return 255


def _sharpest(grey):
    edges = grey.filter(EDGES)
    width, height = edges.size
    columns, rows = max(width // TILES, 3), max(height // TILES, 3)
    # The outermost pixels are copied by the filter, not computed.
    tiles = (
        (x, y, min(x + columns, width - 1), min(y + rows, height - 1))
        for x in range(1, width - 2, columns)
        for y in range(1, height - 2, rows)
    )
    return max((ImageStat.Stat(edges.crop(tile)).var[0] for tile in tiles), default=0)
