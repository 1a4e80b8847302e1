"""The video call that lies ahead of a ticket, as its pages show it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

from helpdesk.accounts.models import User
from helpdesk.accounts.querysets import shown_of
from helpdesk.common.dates import clock, long_date
from helpdesk.tickets.models import Status, Ticket

OF_CALLS = ("ticket", "state", "starts_at", "ends_at", "link", "note", "officer")


@dataclass(frozen=True)
class CallAhead:
    """A booked or proposed call. `officer` knows what pages show of a person; None while it is only proposed."""

    pk: int
    is_booked: bool
    starts_at: datetime
    ends_at: datetime
    officer: User | None
    link: str
    note: str

    @property
    def when(self):
        """“Kamis, 9 Juli 2020, 10.00 WIB”."""
        return f"{long_date(self.starts_at)}, {clock(self.starts_at)}"


def call_ahead_of(ticket):
    """The ticket's CallAhead, or None; no query where the ticket was loaded `with_call()`."""
    if "call_ahead" in ticket.__dict__:
        return _from_facts(ticket.call_ahead)
    call = ticket.calls.coming().select_related("officer").first()
    return call and _from_call(call)


def know_calls(tickets):
    """Give each of these tickets its `call_ahead`: one query where one of them waits for its call, else none."""
    waiting = [ticket.pk for ticket in tickets if ticket.status == Status.VIDEO_CALL]
    calls = {call.ticket_id: _from_call(call) for call in _coming(waiting)} if waiting else {}
    for ticket in tickets:
        ticket.call_ahead = calls.get(ticket.pk)


def _coming(keys):
    calls = Ticket._meta.get_field("calls").related_model
    return calls.objects.coming().filter(ticket__in=keys).select_related("officer").only(*OF_CALLS, *shown_of("officer"))


def _from_call(call):
    return CallAhead(call.pk, call.state == call.State.BOOKED, call.starts_at, call.ends_at, call.officer, call.link, call.note)


def _from_facts(facts):
    if facts is None or isinstance(facts, CallAhead):
        return facts
    officer = User(pk=facts["officer_id"], **facts["officer"]) if facts["officer_id"] else None
    times = (parse_datetime(facts[name]) for name in ("starts_at", "ends_at"))
    return CallAhead(facts["id"], facts["state"] == "booked", *times, officer, facts["link"], facts["note"])
