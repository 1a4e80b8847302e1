"""Logos: what somebody uploads is drawn anew and kept as a picture of the CMS."""

import io
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from wagtail.images import get_image_model

MIB = 1024 * 1024
MAX_BYTES = 2 * MIB
MAX_PIXELS = 16_000_000
SIDES = (1200, 600)
"""Pixels of what is kept: four times as large as a logo is ever shown."""

# SECURITY: no SVG, which may carry scripts; no format that Pillow hands to another program.
FORMATS = ("PNG", "JPEG", "WEBP")


def redrawn(upload):
    """Return the picture as a fresh PNG, without EXIF and whatever hides behind it; raise ValidationError with a sentence.

    Judged by its content, never by its name. Read before it is decoded: bytes and pixels.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(_("This picture is too large: at most 2 MB."), code="too_large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(io.BytesIO(upload.read()), formats=FORMATS) as picture:
                return ContentFile(_png(picture), name="logo.png")
    except ValidationError:
        raise
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:
        # Pillow's parsers raise many kinds of errors for broken pictures (OSError, SyntaxError, struct.error …).
        raise ValidationError(
            _("This is no picture that can be used: please choose a PNG, JPEG or WebP file."), code="no_picture"
        ) from error


def _png(picture):
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many_pixels()
    picture.load()
    clean = picture.convert("RGBA")
    clean.thumbnail(SIDES, Pillow.Resampling.LANCZOS)
    made = io.BytesIO()
    fresh = Pillow.new("RGBA", clean.size)
    fresh.paste(clean)
    fresh.save(made, "PNG", optimize=True)
    return made.getvalue()


def _too_many_pixels():
    return ValidationError(_("This picture has too many pixels: at most 16 million."), code="too_many_pixels")


def keep(file, *, title, by):
    """Put a redrawn picture into the CMS's library; return it."""
    image = get_image_model()(title=title, file=file, uploaded_by_user=by)
    image._set_image_file_metadata()
    image.save()
    return image
