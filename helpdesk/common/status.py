"""How a ticket's status looks: an icon and a tone beside its word, never colour alone."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class StatusLook:
    """`tone` is a modifier of the badge: open, wait, ok, bad, call or plain."""

    label: str
    icon: str
    tone: str


# Words: data/domain.json, table D. The ticket itself may give a better word for the client (“Lengkapi berkas”).
LOOKS = {
    "open": StatusLook(_("Open"), "ticket", "open"),
    "checking": StatusLook(_("Checking documents"), "file-search", "open"),
    "pending": StatusLook(_("Pending"), "hourglass", "wait"),
    "replied": StatusLook(_("Replied"), "message-circle-reply", "open"),
    "escalated": StatusLook(_("Escalated"), "arrow-up-right", "call"),
    "video_call": StatusLook(_("Video call verification"), "video", "call"),
    "closed": StatusLook(_("Closed"), "circle-check", "ok"),
    "rejected": StatusLook(_("Rejected"), "circle-x", "bad"),
    "cancelled": StatusLook(_("Cancelled"), "ban", "plain"),
}


def look_of(status):
    """Return how a status looks; raises KeyError for one that does not exist."""
    return LOOKS[str(status)]
