"""What a stranger with number and PIN reads of a ticket: its state and what comes next, in general words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.tickets.models import Status

_NEXT = {
    Status.OPEN: _("The helpdesk works on the request."),
    Status.CHECKING: _("The helpdesk checks the documents."),
    Status.PENDING: _("The helpdesk waits for an answer. Log in to read what is needed."),
    Status.REPLIED: _("The helpdesk has answered. Log in to read it."),
    Status.ESCALATED: _("Another office has the matter; the helpdesk follows it."),
    Status.VIDEO_CALL: _("The verification by video call comes next. Log in to see or choose the time."),
    Status.CLOSED: _("The work is done. Log in to read the result."),
    Status.REJECTED: _("The request was rejected. Log in to read the reason."),
    Status.CANCELLED: _("The request was cancelled."),
}


def next_in_general(ticket):
    """One sentence without names, titles, reasons or times of appointments."""
    if ticket.waits_for_documents:
        return _("Documents are still needed. Log in to see which.")
    return _NEXT[ticket.status]
