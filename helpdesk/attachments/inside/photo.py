"""One photo as one page: an upright, clean JPEG and how readable it is. Runs inside the separate process.

HEIC has a decoder with a history of holes; it is loaded here for a picture that is drawn anew.
"""

import pillow_heif

from helpdesk.attachments.inside import clarity, sheets
from helpdesk.attachments.inside.picture import FORMATS, guarded, page_of, upright

# One thread: each further one would take address space of the little that this process has.
pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)


def to_jpeg(data, limits):
    """Return ({"width", "height", "warnings", measures …}, JPEG bytes of at most `limits["page"]`) or the refusal."""
    return guarded(_sheet, data, limits, formats=(*FORMATS, "HEIF"))


def to_pdf(data, limits):
    """Return ({"pages": 1}, PDF bytes) of a HEIC photo, or the refusal."""
    return guarded(page_of, data, limits, formats=("HEIF",))


def _sheet(picture, limits):
    page = upright(picture, limits["side"])
    measured = clarity.measures(page)
    facts = {"width": page.width, "height": page.height, **measured, "warnings": clarity.warnings(**measured)}
    return facts, sheets.encode(page, limits["page"])
