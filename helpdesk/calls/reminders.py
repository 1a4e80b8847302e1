"""“Tomorrow at 10.00 WIB” and “in an hour”: once each, to the client and to the officer.

A booked call stays booked while its ticket waits for something else, such as a document that has expired; an hour before
the clock calls it off, and both are told."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from helpdesk.calls import verbs
from helpdesk.calls.models import Call
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.tell import tell
from helpdesk.tickets.models import Status

DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


def remind(at=None):
    """Tell of the calls that begin within a day or within an hour, and were not told of yet; return how many."""
    at = at or timezone.now()
    _call_off_unready(at)
    return _tell(at, HOUR, "reminded_hour_at", "call_in_an_hour") + _tell(at, DAY, "reminded_day_at", "call_tomorrow")


def _call_off_unready(at):
    near = Call.objects.booked().filter(starts_at__gt=at, starts_at__lte=at + HOUR).exclude(ticket__status=Status.VIDEO_CALL)
    for call in near.select_related("ticket", "officer").order_by("pk"):
        verbs.call_off_unready(call, at=at)


def _tell(at, ahead, mark, what):
    told = 0
    wanted = Call.objects.booked().filter(starts_at__gt=at, starts_at__lte=at + ahead, **{f"{mark}__isnull": True})
    for key in wanted.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            call = Call.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=key, **{f"{mark}__isnull": True}).first()
            if call is None or call.state != Call.State.BOOKED:
                continue
            setattr(call, mark, at)
            if mark == "reminded_hour_at" and call.reminded_day_at is None:
                call.reminded_day_at = at
            call.save(update_fields=["reminded_day_at", "reminded_hour_at"])
            _remind_both(call, what, at)
            told += 1
    return told


def _remind_both(call, what, at):
    if what == "call_tomorrow" and timezone.localdate(call.starts_at) == timezone.localdate(at):
        what = "call_today"  # the clock stood still yesterday
    facts = {"what": what} | verbs.told_of(call)
    people = [call.ticket.requester, call.officer, _stands_in(call)]
    tell([person for person in people if person], Kind.CALL, facts=facts, path=call.ticket.get_absolute_url())


def _stands_in(call):
    """Who makes it if the officer cannot: the deputy on that day; of who has left, whoever has the ticket now."""
    if not call.officer.is_active:
        return call.ticket.assignee
    return call.officer.answering(timezone.localdate(call.starts_at))
