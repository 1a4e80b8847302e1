"""What happens to the video call of a ticket: booked, proposed, moved, called off (row A9). One event each."""

from contextlib import contextmanager
from datetime import UTC, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.models import User
from helpdesk.calls.models import Call
from helpdesk.calls.offer import LEAD, offers_of, overlapping
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import ChangedMeanwhile, EventKind, IllegalMove, Status
from helpdesk.worktime.current import working_time

LENGTH = timedelta(minutes=15)
"""Of a call at a time that stands in no officer's hours."""
FARTHEST = timedelta(days=60)


@contextmanager
def _locked(ticket, seen):
    with transaction.atomic():
        ticket.refresh_from_db(from_queryset=type(ticket)._base_manager.select_for_update())
        if seen is not None and seen != ticket.version:
            raise ChangedMeanwhile(ticket)
        if ticket.status != Status.VIDEO_CALL:
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
        officer, ends_at = _place(ticket, starts_at, officer, by, at, before)
        call = _put(ticket, before, starts_at, ends_at, officer, by, at, link, note)
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
        _take_turns(by)
        _must_be_free(by, call.starts_at, call.ends_at, but=call)
        call.officer, call.state, call.link = by, Call.State.BOOKED, link or call.link
        call.save()
        ticket.record(EventKind.CALL_SCHEDULED, by=by, at=at, new=_facts(call))
        return call


def cancel(call, reason="", *, by, at=None, seen=None):
    """Call it off. The client may until some hours before; the desk always, with a reason that the client reads."""
    at = at or timezone.now()
    ticket = call.ticket
    with _locked(ticket, seen):
        call.refresh_from_db()
        if call.state not in {Call.State.PROPOSED, Call.State.BOOKED}:
            raise IllegalMove(_("This call is over or was called off already."))
        _may_still_change(call, by, at)
        if by.pk != ticket.requester_id and not reason.strip():
            raise IllegalMove(_("Write the reason."))
        _end(call, Call.State.CANCELLED)
        ticket.record(EventKind.CALL_CANCELLED, by=by, at=at, new=_facts(call) | {"note": reason.strip()})


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


def drop(ticket):
    """The ticket needs no call any more: what was booked falls away without a word of its own."""
    for call in ticket.calls.coming():
        _end(call, Call.State.CANCELLED)


def changes_until(call, desk=None):
    """The last moment at which the client may move or cancel this call."""
    return call.starts_at - timedelta(hours=(desk or DeskSettings.current()).call_change_hours)


def _put(ticket, before, starts_at, ends_at, officer, by, at, link, note):
    if before and before.state == Call.State.BOOKED:
        old = _facts(before)
        before.starts_at, before.ends_at, before.officer = starts_at, ends_at, officer
        before.link, before.note = link or before.link, note or before.note
        before.sequence += 1
        before.reminded_day_at = before.reminded_hour_at = None
        before.save()
        ticket.record(EventKind.CALL_MOVED, by=by, at=at, old=old, new=_facts(before))
        return before
    if before:
        _end(before, Call.State.MOVED)
    call = Call.objects.create(
        ticket=ticket, officer=officer, starts_at=starts_at, ends_at=ends_at, proposed_by=by, link=link, note=note, created_at=at
    )
    ticket.record(EventKind.CALL_SCHEDULED, by=by, at=at, new=_facts(call))
    return call


def _place(ticket, starts_at, officer, by, at, before):
    """Who makes the call at this time, and until when; the officer's row is locked, so that two never take one place."""
    is_desk = by.pk != ticket.requester_id
    candidates = [officer] if officer else _candidates(ticket, starts_at)
    _take_turns(*candidates)
    for candidate in candidates:
        for offer in offers_of(candidate, at=at):
            if offer.starts_at == starts_at:
                return candidate, offer.ends_at
    if is_desk and officer is not None and officer.pk == by.pk:
        must_be_thinkable(starts_at, at)
        _must_be_free(officer, starts_at, starts_at + LENGTH, but=before)
        return officer, starts_at + LENGTH
    raise IllegalMove(_("This time is no longer free. Choose another one."))


def _candidates(ticket, starts_at):
    """Officers with hours at this time: who has the ticket first, then whoever has fewest calls that day."""
    has_hours = Q(call_patterns__is_active=True) | Q(call_exceptions__is_open=True)
    people = User.objects.may_handle(ticket.department).filter(has_hours)
    day = starts_at.astimezone(timezone.get_default_timezone()).date()
    busy = dict.fromkeys(people.values_list("pk", flat=True), 0)
    for key in Call.objects.booked().filter(officer__in=list(busy), starts_at__date=day).values_list("officer_id", flat=True):
        busy[key] += 1
    order = sorted(busy, key=lambda key: (key != ticket.assignee_id, busy[key], key))
    found = User.objects.in_bulk(order)
    return [found[key] for key in order]


def _take_turns(*officers):
    """Bookings with the same officers run one after the other; always locked in the same order."""
    rows = User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in={officer.pk for officer in officers})
    list(rows.order_by("pk").values_list("pk"))


def _must_be_free(officer, starts_at, ends_at, *, but=None):
    calls = Call.objects.booked().filter(officer=officer).exclude(pk=but.pk if but else None)
    taken = calls.filter(ends_at__gt=starts_at, starts_at__lt=ends_at).values_list("starts_at", "ends_at")
    if overlapping(taken, starts_at, ends_at):
        raise IllegalMove(_("You have another call at that time."))


def must_be_thinkable(starts_at, at):
    """IllegalMove with a sentence unless a call of LENGTH from `starts_at` lies in working hours, neither too near nor far."""
    if starts_at < at + LEAD:
        raise IllegalMove(_("Choose a time at least an hour from now."))
    if starts_at > at + FARTHEST:
        raise IllegalMove(_("Choose a time within the next 60 days."))
    calendar = working_time()
    if not calendar.is_open(starts_at) or calendar.between(starts_at, starts_at + LENGTH) < LENGTH:
        raise IllegalMove(_("The helpdesk does not work at that time. Choose a time on a working day, within working hours."))


def _may_still_change(call, by, at):
    if call is None or by.pk != call.ticket.requester_id or call.state != Call.State.BOOKED:
        return
    if at > changes_until(call):
        raise IllegalMove(_("It is too late to change this call here. Write to the helpdesk in the ticket."))


def _end(call, state):
    call.state = state
    call.sequence += 1
    call.save()


def _utc(moment):
    return moment.astimezone(UTC).isoformat()


def _facts(call):
    return {"call": call.pk, "starts_at": _utc(call.starts_at), "ends_at": _utc(call.ends_at)}
