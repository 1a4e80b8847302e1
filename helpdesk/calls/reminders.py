"""“Tomorrow at 10.00 WIB” and “in an hour”: once each, to the client and to the officer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from helpdesk.calls.models import Call
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.tell import tell

DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


def remind(at=None):
    """Tell of the calls that begin within a day or within an hour, and were not told of yet; return how many."""
    at = at or timezone.now()
    return _tell(at, HOUR, "reminded_hour_at", "call_in_an_hour") + _tell(at, DAY, "reminded_day_at", "call_tomorrow")


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
            # Who books for this afternoon needs no “tomorrow”.
            if what == "call_in_an_hour" or call.starts_at - call.created_at > DAY:
                _remind_both(call, what)
                told += 1
    return told


def _remind_both(call, what):
    facts = {"what": what, "number": call.ticket.number, "starts_at": call.starts_at.isoformat()}
    tell([call.ticket.requester, call.officer], Kind.CALL, facts=facts, path=call.ticket.get_absolute_url())
