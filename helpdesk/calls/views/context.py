"""What pages show of a ticket's video call."""

from itertools import groupby

from django.utils import timezone

from helpdesk.calls.offer import offers
from helpdesk.calls.verbs import changes_until
from helpdesk.common.dates import long_date
from helpdesk.tickets.call_ahead import call_ahead_of
from helpdesk.tickets.models import Status


def call_context(ticket, may):
    """`call`: the CallAhead, `call_officer`: under which name this reader sees the officer; `call_waits`: the ticket has to be
    ready for it first. No query `for_page()`."""
    call = None if ticket.is_done else call_ahead_of(ticket)
    officer = call and call.officer
    return {
        "call": call, "call_officer": str(officer) if may.works_on and officer else may.desk.name_for_client(officer),
        "call_waits": call is not None and ticket.status != Status.VIDEO_CALL,
    }  # fmt: skip


def days_of(department):
    """The offered times by day: [(“Kamis, 9 Juli 2020”, [moment, …]), …], each time once, whoever offers it."""
    moments = sorted({offer.starts_at for offer in offers(department)})
    return [(long_date(day), list(times)) for day, times in groupby(moments, key=timezone.localdate)]


def may_still_change(call, may):
    """Whether this person may move or call off this CallAhead now."""
    if call is None or not call.is_booked or not may.is_requester:
        return True
    return timezone.now() <= changes_until(call, may.desk)
