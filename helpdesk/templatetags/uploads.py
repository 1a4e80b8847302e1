"""What an upload field must say and check before it sends: the same limits and sentences as on the server."""

from django import template

from helpdesk.attachments.limits import MAX_BYTES, MAX_PICTURE_BYTES
from helpdesk.attachments.refusals import Refused, hint

register = template.Library()
CHECKED_BEFORE_SENDING = ("empty", "too_big", "picture_too_big", "unknown", "heic")


@register.simple_tag
def upload_rules():
    """Return hint, accept, max_bytes, max_picture_bytes and a sentence for each code that a browser can see itself."""
    return {
        "hint": hint(),
        "accept": ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png",
        "max_bytes": MAX_BYTES,
        "max_picture_bytes": MAX_PICTURE_BYTES,
        **{code: Refused(code).sentence for code in CHECKED_BEFORE_SENDING},
    }
