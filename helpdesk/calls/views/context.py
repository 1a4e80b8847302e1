"""What pages show of a ticket's video call."""

from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from helpdesk.calls.offer import offers
from helpdesk.calls.verbs import changes_until
from helpdesk.common.dates import bare_clock, long_date
from helpdesk.tickets.call_ahead import call_ahead_of
from helpdesk.tickets.models import Status

OPEN_DAYS = 2
"""The later ones are folded: on a phone the button is near."""


def call_context(ticket, may):
    """`call`: the CallAhead, `call_officer`: under which name this reader sees the officer; `call_waits`: the ticket has to be
    ready for it first. No query `for_page()`."""
    call = None if ticket.is_done else call_ahead_of(ticket)
    officer = call and call.officer
    return {
        "call": call, "call_officer": str(officer) if may.works_on and officer else may.desk.name_for_client(officer),
        "call_waits": call is not None and ticket.status != Status.VIDEO_CALL,
    }  # fmt: skip


@dataclass(frozen=True)
class Day:
    """“Kamis, 9 Juli 2020”, the zone's name, and its offered times: [(value, “10.15”), …]."""

    label: str
    zone: str
    times: list
    is_open: bool


def days_of(department, chosen=""):
    """The offered times by Day, each time once, whoever offers it; the day of the `chosen` value is open."""
    moments = sorted({offer.starts_at for offer in offers(department)})
    days = []
    for number, (day, found) in enumerate(groupby(moments, key=timezone.localdate)):
        times = [(moment.isoformat(), bare_clock(moment)) for moment in found]
        is_open = number < OPEN_DAYS or chosen in dict(times)
        days.append(Day(long_date(day), timezone.localtime(moments[0]).tzname(), times, is_open))
    return days


def may_still_change(call, may):
    """Whether this person may move or call off this CallAhead now."""
    if call is None or not call.is_booked or not may.is_requester:
        return True
    return timezone.now() <= changes_until(call, may.desk)
