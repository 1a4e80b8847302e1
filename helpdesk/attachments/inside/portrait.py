"""Make a small square portrait out of a picture as telephones keep it. Runs inside the separate process.

HEIC and WebP have decoders with a history of holes; they are loaded here alone, for a picture that is drawn anew.
"""

import io

import pillow_heif
from PIL import ImageOps, WebPImagePlugin  # noqa: F401  (lets Pillow open WebP)

from helpdesk.attachments.inside.picture import FORMATS, guarded, upright

# One thread: each further one would take address space of the little that this process has.
pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)


def to_square(data, limits):
    """Return ({}, JPEG bytes of a square of `limits["side"]` pixels) or ({"refused": code, …}, b"")."""
    return guarded(_portrait, data, limits, formats=(*FORMATS, "WEBP", "HEIF"))


def _portrait(picture, limits):
    side = limits["side"]
    square = ImageOps.fit(upright(picture, side * 4).convert("RGB"), (side, side))
    square.info.clear()
    made = io.BytesIO()
    square.save(made, "JPEG", quality=85, optimize=True)
    return {}, made.getvalue()
