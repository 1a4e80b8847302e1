"""Arithmetic with working time: a pure value, no database, no clock of its own.

Source: Perpres 21/2023 article 4 (weekly hours, start and breaks, shorter hours in Ramadan); days off by the yearly joint
decree of three ministers. `regulation.py` holds the hours of the decree, `current.py` builds the value the site uses.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

MIDNIGHT = time()
ONE_DAY = timedelta(days=1)
NOTHING = timedelta()
# Longer without one open minute is no calendar but a mistake: without this the search would run to the year 9999.
LONGEST_CLOSURE = timedelta(days=3660)

Hours = Mapping[int, Iterable[tuple[time, time]]]


class NoWorkingHours(ValueError):
    """The calendar never opens (again), so the question has no answer."""


@dataclass(frozen=True)
class WorkingTime:
    """When the desk works, and how working time passes.

    `normal` and `ramadan` map a weekday (0 is Monday) to its stretches (opens, closes) in local time; overlapping stretches
    count once. `holidays` are dates off, `ramadan_periods` pairs (first day, last day), both ends included. Moments are aware
    datetimes (naive ones raise ValueError) and come back in `zone`. Reckoned by the local clock, which in the three
    Indonesian zones is the same as elapsed time: they have no summer time.
    """

    normal: Hours = field(repr=False)
    ramadan: Hours = field(default_factory=dict, repr=False)
    holidays: Iterable[date] = field(default=(), repr=False)
    ramadan_periods: Iterable[tuple[date, date]] = ()
    zone: ZoneInfo | str = "Asia/Jakarta"

    def __post_init__(self):
        frozen = {
            "normal": _week(self.normal),
            "ramadan": _week(self.ramadan),
            "holidays": frozenset(self.holidays),
            "ramadan_periods": tuple(sorted(self.ramadan_periods)),
            "zone": ZoneInfo(self.zone) if isinstance(self.zone, str) else self.zone,
        }
        for name, value in frozen.items():
            object.__setattr__(self, name, value)

    # Questions

    def add(self, start: datetime, worked: timedelta) -> datetime:
        """Return the first moment at which `worked` has passed since `start`.

        What ends exactly at closing time stays there (16.00, not 07.30 of the next day). Nothing added is `start` itself. A
        negative amount goes back: the last moment from which that much passes until `start`. Raises NoWorkingHours when the
        calendar never opens (again), OverflowError beyond the year 9999.
        """
        moment, left = self._local(start), abs(worked)
        if left and worked > NOTHING:
            for opens, closes in self._after(moment):
                if left <= closes - opens:
                    moment = opens + left
                    break
                left -= closes - opens
        elif left:
            for opens, closes in self._before(moment):
                if left <= closes - opens:
                    moment = closes - left
                    break
                left -= closes - opens
        return moment.replace(tzinfo=self.zone)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two moments; nothing when `end` is not after `start`."""
        first, last = self._local(start), self._local(end)
        if last <= first:
            return NOTHING
        if first.date() == last.date():
            return self._within(first, last)
        whole_days = range(first.toordinal() + 1, last.toordinal())
        morning = datetime.combine(last, MIDNIGHT)
        midnight = datetime.combine(first, MIDNIGHT) + ONE_DAY
        return self._within(first, midnight) + self._total(whole_days) + self._within(morning, last)

    def is_open(self, at: datetime) -> bool:
        """Is the desk working at this moment? At opening time yes, at closing time no longer."""
        moment = self._local(at)
        return any(opens <= moment < closes for opens, closes in self._stretches(moment.date()))

    def next_opening(self, at: datetime) -> datetime:
        """Return the first moment, `at` itself included, at which the desk works. Raises NoWorkingHours."""
        opens, _closes = next(self._after(self._local(at)))
        return opens.replace(tzinfo=self.zone)

    def day(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the stretches (opens, closes) of one date, earliest first; an empty list for a day off."""
        return [(o.replace(tzinfo=self.zone), c.replace(tzinfo=self.zone)) for o, c in self._stretches(day)]

    # How it is reckoned: everything below is naive local time

    @cached_property
    def _ramadan_days(self) -> frozenset[int]:
        return frozenset(
            day for first, last in self.ramadan_periods for day in range(first.toordinal(), last.toordinal() + 1)
        )

    @cached_property
    def _days_off(self) -> frozenset[int]:
        return frozenset(day.toordinal() for day in self.holidays)

    @cached_property
    def _totals(self) -> tuple[list[timedelta], list[timedelta]]:
        return tuple(
            [sum((_length(stretch) for stretch in stretches), NOTHING) for stretches in week]
            for week in (self.normal, self.ramadan)
        )

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("Working time needs an aware moment: this one has no time zone.")
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def _stretches(self, day: date) -> list[tuple[datetime, datetime]]:
        ordinal = day.toordinal()
        if ordinal in self._days_off:
            return []
        week = self.ramadan if ordinal in self._ramadan_days else self.normal
        return [(datetime.combine(day, opens), datetime.combine(day, closes)) for opens, closes in week[day.weekday()]]

    def _within(self, first: datetime, last: datetime) -> timedelta:
        """Working time between two moments, the second at most the midnight that ends the day of the first."""
        overlaps = (min(closes, last) - max(opens, first) for opens, closes in self._stretches(first.date()))
        return sum((overlap for overlap in overlaps if overlap > NOTHING), NOTHING)

    def _total(self, ordinals: range) -> timedelta:
        """Working time of whole days, by day totals: years cost well under a millisecond each."""
        days_off, ramadan_days = self._days_off, self._ramadan_days
        normal, ramadan = self._totals
        total = NOTHING
        for ordinal in ordinals:
            if ordinal not in days_off:
                total += (ramadan if ordinal in ramadan_days else normal)[(ordinal + 6) % 7]
        return total

    def _after(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Every stretch from this moment on; one that is running begins at the moment."""
        for day in self._open_days(moment.date(), ONE_DAY):
            yield from ((max(o, moment), c) for o, c in self._stretches(day) if c > moment)

    def _before(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Every stretch before this moment, latest first; one that is running ends at the moment."""
        for day in self._open_days(moment.date(), -ONE_DAY):
            yield from ((o, min(c, moment)) for o, c in reversed(self._stretches(day)) if o < moment)

    def _open_days(self, day: date, step: timedelta) -> Iterator[date]:
        last_open = day
        while abs(day - last_open) <= LONGEST_CLOSURE:
            if self._stretches(day):
                last_open = day
                yield day
            day += step
        raise NoWorkingHours("No working hours are set: the calendar never opens.")


def _week(hours: Hours) -> tuple[tuple[tuple[time, time], ...], ...]:
    """Return seven tuples of stretches, sorted, each minute once; an impossible stretch raises ValueError."""
    return tuple(_merged(hours.get(weekday, ())) for weekday in range(7))


def _merged(stretches: Iterable[tuple[time, time]]) -> tuple[tuple[time, time], ...]:
    merged: list[tuple[time, time]] = []
    for opens, closes in sorted(stretches):
        if closes <= opens:
            raise ValueError(f"A stretch of work cannot end at {closes:%H:%M} when it begins at {opens:%H:%M}.")
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return tuple(merged)


def _length(stretch: tuple[time, time]) -> timedelta:
    return datetime.combine(date.min, stretch[1]) - datetime.combine(date.min, stretch[0])
