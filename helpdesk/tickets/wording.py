"""How a ticket's state is said: a word and the next step, for the client and for the desk (DESIGN section 4)."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.tickets.call_ahead import call_ahead_of
from helpdesk.tickets.models import Status


def status_label(ticket, *, for_client):
    """The word on the badge. A client who owes files reads “Complete your documents” instead of “Open”."""
    if for_client and ticket.status in {Status.OPEN, Status.REPLIED} and ticket.waits_for_documents:
        return _("Complete your documents")
    return Status(ticket.status).label


def read_by(ticket, may):
    """Who may read this ticket, in a phrase for this reader; whoever of the desk follows it counts as the helpdesk."""
    name = {"requester": ticket.requester.name, "organisation": ticket.organisation}
    if not ticket.is_read_by_colleagues:
        return _("You and the helpdesk only") if may.is_requester else _("%(requester)s and the helpdesk only") % name
    if may.is_requester:
        return _("You, the helpdesk and colleagues of %(organisation)s") % name
    return _("%(requester)s, the helpdesk and colleagues of %(organisation)s") % name


@dataclass(frozen=True)
class NextStep:
    """One sentence, and the one button for it where there is one. `tone` is empty when it is the reader's turn."""

    text: str
    tone: str = ""
    href: str = ""
    action: str = ""


def next_step_for_client(ticket, may=None, wanted=()):
    """What the requester can expect or must do now. `may` leaves the buttons out for a reading colleague.

    `wanted` are the names of the documents still owed, where the page knows them.
    """
    # Whatever the helpdesk does meanwhile: a document that is owed is the client's turn.
    step = _documents_wanted(ticket) if ticket.waits_for_documents else _CLIENT_STEPS[ticket.status](ticket)
    if wanted and step.action and ticket.waits_for_documents:
        step = replace(step, text=_named(ticket, wanted))
    if may is not None and not may.is_requester:
        return NextStep(step.text, "wait")
    return step


def _documents_wanted(ticket):
    here = ticket.get_absolute_url() + "#documents"
    if ticket.status == Status.PENDING:
        text = _("Send the documents that have to be corrected; the reasons stand beside them.")
    elif ticket.is_clock_running:
        text = _("The helpdesk needs another document. Send it here.")
    else:
        text = _("Send the required documents. The clock starts when the last one is here.")
    return NextStep(text, "", here, _("Complete your documents"))


def _named(ticket, wanted):
    names = {"names": ", ".join(wanted)}
    if ticket.status == Status.PENDING:
        return _("Send again or add: %(names)s. What is missing stands beside each document.") % names
    if ticket.is_clock_running:
        return _("Send these documents: %(names)s.") % names
    return _("Send these documents: %(names)s. The clock starts when the last one is here.") % names


def _open(ticket):
    if ticket.call_verified_at:
        return NextStep(_("Your documents are verified. The helpdesk finishes the work; you need not do anything."), "wait")
    if ticket.documents_complete_at:
        return NextStep(_("Your documents are complete. The helpdesk works on it; you need not do anything."), "wait")
    return NextStep(_("The helpdesk has your request and will answer; you need not do anything."), "wait")


def _checking(ticket):
    return NextStep(_("The helpdesk checks your documents; you need not do anything."), "wait")


def _pending(ticket):
    return NextStep(
        _("The helpdesk has asked you something. Answer it here; the work goes on afterwards."),
        "", ticket.get_absolute_url() + "#reply", _("Answer"),
    )


def _replied(ticket):
    return NextStep(_("The helpdesk has answered. Reply when something is still open."), "wait")


def _escalated(ticket):
    return NextStep(
        _("The matter is with %(to)s now; the helpdesk follows it for you.") % {"to": ticket.escalated_to}, "wait"
    )


def _video_call(ticket):
    here = reverse("helpdesk:ticket_calls", args=[ticket.number])
    call = call_ahead_of(ticket)
    if call and call.is_booked:
        text = _("The video call is on %(when)s. Keep the original documents at hand.") % {"when": call.when}
        return NextStep(text, "", here, _("See or change the time"))
    if call:
        text = _("You proposed %(when)s for the video call. The helpdesk answers; you need not do anything.") % {"when": call.when}
        return NextStep(text, "wait", here, _("Choose another time"))
    if ticket.unanswered_calls:
        text = _("We could not reach you by video call. Choose a new time, and keep the original documents at hand.")
    else:
        text = _("Your documents are accepted. Choose a time for the video call, and keep the original documents at hand.")
    return NextStep(text, "", here, _("Choose a time for the video call"))


def _closed(ticket):
    if ticket.evaluated_at:
        return NextStep(_("The work is done. Thank you for your evaluation."), "done")
    return NextStep(
        _("The work is done. Tell us in one minute how it was."), "done",
        reverse("helpdesk:ticket_evaluate", args=[ticket.number]), _("Evaluate"),
    )


def _rejected(ticket):
    return NextStep(_("The request was rejected; the reason stands below. You may make a new ticket."), "done")


def _cancelled(ticket):
    return NextStep(_("The ticket was cancelled. You may make a new one."), "done")


_CLIENT_STEPS = {
    Status.OPEN: _open, Status.CHECKING: _checking, Status.PENDING: _pending, Status.REPLIED: _replied,
    Status.ESCALATED: _escalated, Status.VIDEO_CALL: _video_call, Status.CLOSED: _closed, Status.REJECTED: _rejected,
    Status.CANCELLED: _cancelled,
}
