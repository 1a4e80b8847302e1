"""Icons for browsers and phones, from the logo in the settings; without one, from the mark of the software."""

import hashlib
import io
import logging

from django.core.cache import cache
from PIL import Image

from helpdesk.setting.logo import FORMATS, MAX_PIXELS

from . import mark
from .colours import WHITE

KEEP = 30 * 24 * 3600  # seconds
# Name: side in pixels, and how much of it the logo may take; systems cut the rest off a maskable one.
SIZES = {
    "ikon-32.png": (32, 1.0),
    "ikon-180.png": (180, 0.84),
    "ikon-192.png": (192, 0.9),
    "ikon-512.png": (512, 0.9),
    "ikon-512-maskable.png": (512, 0.6),
}
ICO = "favicon.ico"
ICO_SIDES = [(16, 16), (32, 32), (48, 48)]
NAMES = (*SIZES, ICO)
DRAWING = "1"  # raise it when the drawing changes: browsers keep icons for a year
log = logging.getLogger(__name__)


def version_of(desk):
    """Changes with the logo, so that a new one shows at once."""
    logo = desk.logo
    state = f"{logo.pk}:{logo.file_hash}:{logo.file.name}" if logo else "mark"
    return hashlib.sha256(f"{DRAWING}:{state}".encode()).hexdigest()[:12]


def icon(desk, name):
    """Return the bytes of one of NAMES; drawn once, then kept."""
    key = f"site-icon:{version_of(desk)}:{name}"
    made = cache.get(key)
    if made is None:
        made = _drawn(desk, name)
        cache.set(key, made, KEEP)
    return made


def logo_of(desk):
    """The logo as an RGBA picture, or None where there is none or its file is lost."""
    if not desk.logo:
        return None
    try:
        with desk.logo.file.open("rb") as file, Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            return picture.convert("RGBA")
    except Exception:  # Pillow's parsers raise many kinds of errors for a broken picture
        log.warning("The logo of the settings cannot be read; the mark of the software is used.")
        return None


def fitted(picture, side, share):
    """The picture in the middle of a white square, as large as `share` of it."""
    room = max(1, round(side * share))
    scale = min(room / picture.width, room / picture.height)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    square = Image.new("RGBA", (side, side), WHITE)
    square.alpha_composite(picture.resize(size, Image.Resampling.LANCZOS), ((side - size[0]) // 2, (side - size[1]) // 2))
    return square


def _drawn(desk, name):
    logo, made = logo_of(desk), io.BytesIO()
    if name == ICO:
        large = fitted(logo, 48, 1.0) if logo else mark.drawn(48)
        large.save(made, "ICO", sizes=ICO_SIDES)
        return made.getvalue()
    side, share = SIZES[name]
    if logo:
        picture = fitted(logo, side, share).convert("RGB").quantize(256)
    else:
        # Phones round the corners themselves.
        whole = mark.drawn(side, corner=0 if side in {180, 512} and share < 0.9 else 11)
        picture = whole.quantize(256, Image.Quantize.FASTOCTREE)  # the one way that keeps round corners clear
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()
