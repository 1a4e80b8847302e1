"""Moments of a load: whole seconds since 1970 (UTC), because a million lives need some ten million of them."""

import datetime
from bisect import bisect_left, bisect_right
from itertools import accumulate

DAY = 86_400
YEARS = 3
# How many requests come in which hour of a working day, local time; on a day off it is OFF_DAY of the evening's trickle.
HOURS = [0.1] * 6 + [0.4, 2, 6, 10, 10, 8, 3, 7, 8, 6, 3, 1, 0.8, 0.8, 0.8, 0.6, 0.3, 0.1]
OFF_DAY = 0.5
GROWTH = 0.3  # the first year brings so much less than the mean, the last so much more
_TIMES = [f" {second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}+00" for second in range(DAY)]
_dates = {}


def stamp(at):
    """The moment as COPY reads it."""
    day, second = divmod(at, DAY)
    if (date := _dates.get(day)) is None:
        date = _dates[day] = (datetime.date(1970, 1, 1) + datetime.timedelta(days=day)).isoformat()
    return date + _TIMES[second]


def midnight(day, zone):
    """The first second of a local day."""
    return int(datetime.datetime.combine(day, datetime.time(), zone).timestamp())


class Ruler:
    """Working time by two look-ups: the same answers as the `WorkingTime` that it is made of, a hundred times faster.

    It knows the days from `first` to `last` only; moments are whole seconds.
    """

    def __init__(self, calendar, first, last):
        stretches = [
            (int(opens.timestamp()), int(closes.timestamp()))
            for ordinal in range(first.toordinal(), last.toordinal() + 1)
            for opens, closes in calendar.day(datetime.date.fromordinal(ordinal))
        ]
        self.opens = [opens for opens, _closes in stretches]
        self.lengths = [closes - opens for opens, closes in stretches]
        self.ends = list(accumulate(self.lengths))

    def worked(self, at):
        """Working seconds from the beginning of the ruler until `at`."""
        place = bisect_right(self.opens, at) - 1
        if place < 0:
            return 0
        return self.ends[place] - self.lengths[place] + min(at - self.opens[place], self.lengths[place])

    def between(self, start, end):
        return max(0, self.worked(end) - self.worked(start))

    def add(self, start, seconds):
        """The first moment at which so much working time has passed since `start`."""
        if seconds <= 0:
            return start
        target = self.worked(start) + seconds
        place = bisect_left(self.ends, target)
        return self.opens[place] + target - (self.ends[place] - self.lengths[place])


class Arrivals:
    """When requests come: `of(place, total)` is the moment of one of `total`, always later for a later place."""

    def __init__(self, calendar, base, zone):
        last = datetime.datetime.fromtimestamp(base, zone).date()
        first = last.replace(year=last.year - YEARS, day=min(last.day, 28))
        self.first, self.zone = first, zone
        days = range(first.toordinal(), last.toordinal())
        self.begin = midnight(first, zone)
        weights = []
        for number, ordinal in enumerate(days):
            growth = 1 - GROWTH + 2 * GROWTH * number / len(days)
            works = bool(calendar.day(datetime.date.fromordinal(ordinal)))
            weights += [growth * (weight if works else min(weight, 1) * OFF_DAY) for weight in HOURS]
        self.ends = list(accumulate(weights))

    def of(self, place, total, shift=0.5):
        """`shift` (0 to 1) moves the moment within its own part of the three years."""
        target = (place + shift) / total * self.ends[-1]
        hour = min(bisect_right(self.ends, target), len(self.ends) - 1)
        before = self.ends[hour - 1] if hour else 0
        return self.begin + hour * 3600 + int((target - before) / (self.ends[hour] - before) * 3599)

    def place_before(self, at, total):
        """The last place of `total` whose moment is not after `at`."""
        return max(0, bisect_right(range(total), at, key=lambda place: self.of(place, total, 1)) - 1)
