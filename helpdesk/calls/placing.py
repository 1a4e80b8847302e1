"""Who makes a call at a time, and whether it can be at all; bookings with one officer run one after the other."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.models import User
from helpdesk.calls.models import Call
from helpdesk.calls.offer import LEAD, offers_of, overlapping
from helpdesk.tickets.models import IllegalMove
from helpdesk.worktime.current import working_time

LENGTH = timedelta(minutes=15)
"""Of a call at a time that stands in no officer's hours."""
FARTHEST = timedelta(days=60)


def place(ticket, starts_at, officer, by, at, before):
    """Who makes the call at this time, and until when; the officer's row is locked, so that two never take one place."""
    is_desk = by.pk != ticket.requester_id
    candidates = [officer] if officer else _candidates(ticket, starts_at, before)
    take_turns(*candidates)
    for candidate in candidates:
        for offer in offers_of(candidate, at=at):
            if offer.starts_at == starts_at:
                return candidate, offer.ends_at
    if is_desk and officer is not None and officer.pk == by.pk:
        must_be_thinkable(starts_at, at)
        must_be_free(officer, starts_at, starts_at + LENGTH, but=before)
        return officer, starts_at + LENGTH
    raise IllegalMove(_("This time is no longer free. Choose another one."))


def _candidates(ticket, starts_at, before):
    """Officers with hours: of a moved call the same one first, then who has the ticket, then who has fewest calls that day."""
    has_hours = Q(call_patterns__is_active=True) | Q(call_exceptions__is_open=True)
    people = User.objects.may_handle(ticket.department).filter(has_hours)
    day = starts_at.astimezone(timezone.get_default_timezone()).date()
    busy = dict.fromkeys(people.values_list("pk", flat=True), 0)
    for key in Call.objects.booked().filter(officer__in=list(busy), starts_at__date=day).values_list("officer_id", flat=True):
        busy[key] += 1
    same = before and before.officer_id
    order = sorted(busy, key=lambda key: (key != same, key != ticket.assignee_id, busy[key], key))
    found = User.objects.in_bulk(order)
    return [found[key] for key in order]


def take_turns(*officers):
    """Bookings with the same officers run one after the other; always locked in the same order."""
    rows = User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in={officer.pk for officer in officers})
    list(rows.order_by("pk").values_list("pk"))


def must_be_free(officer, starts_at, ends_at, *, but=None):
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
