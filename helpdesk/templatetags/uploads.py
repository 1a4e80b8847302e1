"""What an upload field must say and check before it sends: the same limits and sentences as on the server."""

from django import template

from helpdesk.attachments.limits import MAX_BYTES, MAX_PHOTOS, MAX_PICTURE_BYTES, MAX_SCAN_BYTES
from helpdesk.attachments.refusals import Refused, hint

register = template.Library()
CHECKED_BEFORE_SENDING = ("empty", "too_big", "picture_too_big", "unknown", "too_much_for_one")


@register.simple_tag
def upload_rules():
    """Return hint, accept, max_bytes, max_picture_bytes and a sentence for each code that a browser can see itself."""
    return {
        "hint": hint(),
        "accept": ".pdf,.jpg,.jpeg,.png,.heic,application/pdf,image/jpeg,image/png,image/heic",
        "max_bytes": MAX_BYTES,
        "max_picture_bytes": MAX_PICTURE_BYTES,
        "max_scan_bytes": MAX_SCAN_BYTES,
        "max_photos": MAX_PHOTOS,
        "too_many_photos": Refused("too_many_photos").sentence,
        **{code: Refused(code).sentence for code in CHECKED_BEFORE_SENDING},
    }
