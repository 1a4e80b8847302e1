"""What happens to the video call of a ticket: booked, proposed, moved, called off (row A9). One event each."""

from contextlib import contextmanager
from datetime import UTC, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.models import User
from helpdesk.calls.models import Call
from helpdesk.calls.placing import LENGTH, must_be_free, must_be_thinkable, place, take_turns
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.tell import tell
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import ChangedMeanwhile, EventKind, IllegalMove, Status

DAY = timedelta(days=1)
"""Who arranges a call that is nearer than this has just heard of it, and needs no reminder of the day before."""


@contextmanager
def _locked(ticket, seen, *, anywhere=False):
    """`anywhere`: also while the ticket waits for something else; never once it is done."""
    with transaction.atomic():
        ticket.refresh_from_db(from_queryset=type(ticket)._base_manager.select_for_update())
        if seen is not None and seen != ticket.version:
            raise ChangedMeanwhile(ticket)
        if ticket.is_done or (ticket.status != Status.VIDEO_CALL and not anywhere):
            raise IllegalMove(_("The ticket is not waiting for a video call."))
        yield


def book(ticket, starts_at, *, officer=None, link="", note="", by, at=None, seen=None):
    """Book an offered time; a call that was booked or proposed before is moved. Returns the Call.

    `officer`: with whom; None finds one who is free then, the ticket's assignee first. Who works on the ticket may book
    a time with themselves that stands in nobody's hours, as long as the desk works then.
    Refused when the time has gone, is taken meanwhile, or the old one is too near to be moved by the client.
    """
    at = at or timezone.now()
    with _locked(ticket, seen):
        before = ticket.calls.coming().first()
        _may_still_change(before, by, at)
        officer, ends_at = place(ticket, starts_at, officer, by, at, before)
        call = _put(ticket, before, starts_at, ends_at, officer, by, at, link, note)
        if by.pk == ticket.requester_id:  # events are never told to who acted; a booked time is confirmed all the same
            tell([by], Kind.CALL, facts={"what": "call_confirmed"} | told_of(call), path=ticket.get_absolute_url())
        return call


def propose(ticket, starts_at, *, note="", by, at=None, seen=None):
    """The client proposes a time that is not offered; an officer confirms it or books another one."""
    at = at or timezone.now()
    with _locked(ticket, seen):
        before = ticket.calls.coming().first()
        _may_still_change(before, by, at)
        must_be_thinkable(starts_at, at)
        if before:
            _end(before, Call.State.MOVED)
        call = Call.objects.create(
            ticket=ticket, starts_at=starts_at, ends_at=starts_at + LENGTH, state=Call.State.PROPOSED, proposed_by=by, note=note,
            created_at=at,
        )
        ticket.record(EventKind.CALL_PROPOSED, by=by, at=at, new=_facts(call))
        return call


def confirm(call, *, link="", by, at=None, seen=None):
    """An officer takes the time that the client proposed, with themselves."""
    at = at or timezone.now()
    ticket = call.ticket
    with _locked(ticket, seen):
        call.refresh_from_db()
        if call.state != Call.State.PROPOSED:
            raise IllegalMove(_("This proposal has been answered already."))
        must_be_thinkable(call.starts_at, at)
        take_turns(by)
        must_be_free(by, call.starts_at, call.ends_at, but=call)
        call.officer, call.state, call.link = by, Call.State.BOOKED, link or call.link
        call.reminded_day_at = _told_by_now(call.starts_at, at)
        call.save()
        ticket.record(EventKind.CALL_SCHEDULED, by=by, at=at, new=_facts(call))
        return call


def cancel(call, reason="", *, by, at=None, seen=None):
    """Call it off. The client may until some hours before; the desk always, with a reason that the client reads."""
    at = at or timezone.now()
    ticket = call.ticket
    with _locked(ticket, seen, anywhere=True):
        call.refresh_from_db()
        if call.state not in {Call.State.PROPOSED, Call.State.BOOKED}:
            raise IllegalMove(_("This call is over or was called off already."))
        _may_still_change(call, by, at)
        if by.pk != ticket.requester_id and not reason.strip():
            raise IllegalMove(_("Write the reason."))
        _end(call, Call.State.CANCELLED)
        ticket.record(EventKind.CALL_CANCELLED, by=by, at=at, new=_facts(call) | {"note": reason.strip()})


def call_off_unready(call, *, at):
    """By the clock, an hour before: a document has expired, or the ticket waits for something else. Return whether it was done.

    Until then the booked time stays the client's: what is missing may come in time, and nobody has to book anew.
    """
    ticket = call.ticket
    with transaction.atomic():
        ticket.refresh_from_db(from_queryset=type(ticket)._base_manager.select_for_update())
        call.refresh_from_db()
        if ticket.is_done or ticket.status == Status.VIDEO_CALL or call.state != Call.State.BOOKED:
            return False
        _end(call, Call.State.CANCELLED)
        ticket.record(EventKind.CALL_CANCELLED, by=None, at=at, subject=call.officer, new=_facts(call) | {"why": "not_ready"})
        return True


def set_link(call, link, *, by, at=None, seen=None):
    """Say where the call takes place; the client is told, and calendars get the same entry anew. None: nothing changed."""
    at = at or timezone.now()
    ticket = call.ticket
    with _locked(ticket, seen):
        call.refresh_from_db()
        if call.state != Call.State.BOOKED:
            raise IllegalMove(_("This call is over or was called off already."))
        if call.link == link:
            return None
        call.link = link
        call.sequence += 1
        call.save()
        facts = _facts(call)
        return ticket.record(EventKind.CALL_MOVED, by=by, at=at, old=facts, new=facts | {"has_link": bool(link)})


def note_outcome(ticket, outcome):
    """The call has been made or tried: its row says so. Called by the listener, in the transaction of the event."""
    call = ticket.calls.coming().first()
    if call:
        call.outcome = outcome
        _end(call, Call.State.MISSED if outcome == "no_answer" else Call.State.HELD)


def drop(ticket, *, by):
    """The ticket needs no call any more. The client reads how it ended; the officer is told that the time is free again."""
    for call in ticket.calls.coming().select_related("officer"):
        _end(call, Call.State.CANCELLED)
        _give_back(call, by)


def call_off_transferred(ticket, *, by, at):
    """The ticket has another department, whose officers take other calls: the client chooses anew. None: nothing changed."""
    call = ticket.calls.booked().select_related("officer").first()
    if call is None or User.objects.may_handle(ticket.department).filter(pk=call.officer_id).exists():
        return None
    _end(call, Call.State.CANCELLED)
    _give_back(call, by)
    return ticket.record(EventKind.CALL_CANCELLED, by=by, at=at, new=_facts(call) | {"why": "transferred"})


def _give_back(call, by):
    if call.officer:  # who may not see the ticket any more: the news leads to the officer's own calls
        tell([call.officer], Kind.CALL, facts={"what": "call_fell_away"} | told_of(call), path=reverse("helpdesk:calls"), by=by)


def told_of(call):
    """What a notification about it says."""
    return {"number": call.ticket.number, "starts_at": call.starts_at.isoformat()}


def changes_until(call, desk=None):
    """The last moment at which the client may move or cancel this call."""
    return call.starts_at - timedelta(hours=(desk or DeskSettings.current()).call_change_hours)


def _put(ticket, before, starts_at, ends_at, officer, by, at, link, note):
    if before and before.state == Call.State.BOOKED:
        old = _facts(before)
        before.starts_at, before.ends_at, before.officer = starts_at, ends_at, officer
        before.link, before.note = link or before.link, note or before.note
        before.sequence += 1
        before.reminded_day_at, before.reminded_hour_at = _told_by_now(starts_at, at), None
        before.save()
        ticket.record(EventKind.CALL_MOVED, by=by, at=at, old=old, new=_facts(before))
        return before
    if before:
        _end(before, Call.State.MOVED)
    call = Call.objects.create(
        ticket=ticket, officer=officer, starts_at=starts_at, ends_at=ends_at, proposed_by=by, link=link, note=note, created_at=at,
        reminded_day_at=_told_by_now(starts_at, at),
    )
    ticket.record(EventKind.CALL_SCHEDULED, by=by, at=at, new=_facts(call))
    return call


def _may_still_change(call, by, at):
    if call is None or by.pk != call.ticket.requester_id or call.state != Call.State.BOOKED:
        return
    if at > changes_until(call):
        raise IllegalMove(_("It is too late to change this call here. Write to the helpdesk in the ticket."))


def _end(call, state):
    call.state = state
    call.sequence += 1
    call.save()


def _told_by_now(starts_at, at):
    return at if starts_at - at <= DAY else None


def _utc(moment):
    return moment.astimezone(UTC).isoformat()


def _facts(call):
    return {"call": call.pk, "starts_at": _utc(call.starts_at), "ends_at": _utc(call.ends_at), "officer": call.officer_id}
