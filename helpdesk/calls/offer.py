"""Which times can be booked: the officers' weekly hours and exceptions, cut to working hours, less what is taken."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from helpdesk.accounts.models import User
from helpdesk.calls.models import Call, CallException, CallPattern
from helpdesk.worktime.current import working_time

DAYS_AHEAD = 14
LEAD = timedelta(hours=1)
"""Nobody can be ready sooner than this after a booking."""


@dataclass(frozen=True)
class Offer:
    """One time with one officer, and how many more calls fit in."""

    starts_at: datetime
    ends_at: datetime
    officer_id: int
    free: int


@dataclass(frozen=True)
class Hours:
    """A stretch of one day in which an officer takes calls, whichever table it comes from."""

    begins: object
    ends: object
    minutes: int
    capacity: int


def offers(department, *, at=None, days=DAYS_AHEAD):
    """Every free Offer of the department's officers in the next `days`, earliest first. At most seven queries, however many."""
    at = at or timezone.now()
    officers = User.objects.may_handle(department).only("pk", "away_until")
    return _free(officers, at, at + LEAD, timezone.localdate(at) + timedelta(days=days))


def offers_of(officer, *, at=None, days=DAYS_AHEAD):
    """The same for one officer."""
    at = at or timezone.now()
    return _free([officer], at, at + LEAD, timezone.localdate(at) + timedelta(days=days))


def _free(officers, at, earliest, last_day):
    keys = [officer.pk for officer in officers]
    patterns, exceptions = defaultdict(list), defaultdict(list)
    for pattern in CallPattern.objects.filter(officer__in=keys, is_active=True):
        patterns[pattern.officer_id, pattern.weekday].append(pattern)
    first_day = timezone.localdate(earliest)
    for exception in CallException.objects.filter(officer__in=keys, day__gte=first_day, day__lte=last_day):
        exceptions[exception.officer_id, exception.day].append(exception)
    if not patterns and not exceptions:
        return []
    taken = _taken(keys, earliest, last_day)
    calendar = working_time()
    found = []
    for number in range((last_day - first_day).days + 1):
        day = first_day + timedelta(days=number)
        open_hours = calendar.day(day)
        for officer in officers if open_hours else ():
            if officer.is_absent(day):
                continue
            hours = hours_of_day(patterns[officer.pk, day.weekday()], exceptions[officer.pk, day])
            for starts_at, ends_at, capacity in times(day, hours, open_hours):
                free = capacity - overlapping(taken[officer.pk], starts_at, ends_at)
                if starts_at >= earliest and free > 0:
                    found.append(Offer(starts_at, ends_at, officer.pk, free))
    return sorted(found, key=lambda offer: (offer.starts_at, -offer.free, offer.officer_id))


def hours_of_day(patterns, exceptions):
    """The Hours of one officer on one day: a day off without hours takes everything, one with hours takes that stretch."""
    closed = [e for e in exceptions if not e.is_open]
    if any(e.begins is None for e in closed):
        patterns = []
    hours = [Hours(p.begins, p.ends, p.minutes, p.capacity) for p in patterns]
    for gone in closed:
        if gone.begins is not None:
            hours = [left for h in hours for left in _without(h, gone)]
    return hours + [Hours(e.begins, e.ends, e.minutes, e.capacity) for e in exceptions if e.is_open]


def _without(hours, gone):
    if gone.begins >= hours.ends or gone.ends <= hours.begins:
        return [hours]
    before = Hours(hours.begins, gone.begins, hours.minutes, hours.capacity)
    after = Hours(gone.ends, hours.ends, hours.minutes, hours.capacity)
    return [left for left in (before, after) if left.begins < left.ends]


def times(day, hours, open_hours):
    """(starts_at, ends_at, capacity) of each call that fits whole into the hours and into one working stretch."""
    zone = timezone.get_default_timezone()
    best = {}
    for stretch in hours:
        length = timedelta(minutes=stretch.minutes)
        start = datetime.combine(day, stretch.begins, zone)
        end = datetime.combine(day, stretch.ends, zone)
        while start + length <= end:
            if any(opens <= start and start + length <= closes for opens, closes in open_hours):
                best[start, start + length] = max(best.get((start, start + length), 0), stretch.capacity)
            start += length
    return [(start, end, capacity) for (start, end), capacity in sorted(best.items())]


def _taken(keys, earliest, last_day):
    taken = defaultdict(list)
    until = datetime.combine(last_day + timedelta(days=1), datetime.min.time(), timezone.get_default_timezone())
    booked = Call.objects.booked().filter(officer__in=keys, ends_at__gt=earliest, starts_at__lt=until)
    for officer, starts_at, ends_at in booked.values_list("officer_id", "starts_at", "ends_at"):
        taken[officer].append((starts_at, ends_at))
    return taken


def overlapping(calls, starts_at, ends_at):
    """How many of these calls are on at any moment of the stretch."""
    return sum(begin < ends_at and end > starts_at for begin, end in calls)
