"""The statuses of a ticket (DESIGN section 4) and the sets that have a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Labels as staff read them; `client_label` says it for the client."""

    OPEN = "open", _("Open")
    CHECKING = "checking", _("Checking documents")
    PENDING = "pending", _("Pending")
    REPLIED = "replied", _("Replied")
    ESCALATED = "escalated", _("Escalated")
    VIDEO_CALL = "video_call", _("Video call verification")
    CLOSED = "closed", _("Closed")
    REJECTED = "rejected", _("Rejected")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def category(self):
        if self in DONE:
            return Category.DONE
        return Category.WAITING if self is Status.PENDING else Category.OPEN

    @property
    def progress(self):
        """How far the work is, in per cent."""
        return PROGRESS[self]


class Category(models.TextChoices):
    """What a status means for lists and reports."""

    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")


class WaitingFor(models.TextChoices):
    """Why a ticket is pending: only files resume the second kind, a reply resumes the first."""

    NOTHING = "", _("Nothing")
    ANSWER = "answer", _("An answer")
    DOCUMENTS = "documents", _("Documents")


DONE = frozenset({Status.CLOSED, Status.REJECTED, Status.CANCELLED})
NOT_DONE = frozenset(set(Status) - DONE)

PROGRESS = {
    Status.OPEN: 0, Status.CHECKING: 25, Status.PENDING: 40, Status.REPLIED: 50, Status.ESCALATED: 60,
    Status.VIDEO_CALL: 75, Status.CLOSED: 100, Status.REJECTED: 100, Status.CANCELLED: 100,
}

# The four groups of the side panel (row B7), by their key in the address.
STATUS_GROUPS = {
    "open": (Status.OPEN, Status.CHECKING, Status.ESCALATED, Status.VIDEO_CALL),
    "pending": (Status.PENDING,),
    "replied": (Status.REPLIED,),
    "closed": (Status.CLOSED, Status.REJECTED, Status.CANCELLED),
}
STATUS_GROUP_LABELS = {"open": _("Open"), "pending": _("Pending"), "replied": _("Replied"), "closed": _("Closed")}
