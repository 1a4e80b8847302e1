"""The bars of the dashboard's chart, in whole units of a box that the style stretches."""

from dataclasses import dataclass

HEIGHT, SLOT, BAR, GAP = 100, 20, 7, 2
STEPS = (1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1000)


@dataclass(frozen=True)
class Bar:
    """One bar: `kind` names its colour; the box has its origin at the top left."""

    kind: str
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Chart:
    """`columns` are (week, its bars); `top` is the number at the upper edge, twice `middle`."""

    columns: list
    top: int
    width: int
    height: int = HEIGHT
    bar: int = BAR

    @property
    def middle(self):
        return self.top // 2

    @property
    def weeks(self):
        return [week for week, _bars in self.columns]

    @property
    def created(self):
        return sum(week.created for week in self.weeks)

    @property
    def closed(self):
        return sum(week.closed for week in self.weeks)


def chart_of(weeks):
    """Return the Chart of some Weeks; a number above none is at least one unit high."""
    top = _round_up(max(max(week.created, week.closed) for week in weeks))
    columns = []
    for place, week in enumerate(weeks):
        left = place * SLOT + (SLOT - 2 * BAR - GAP) // 2
        numbers = (("created", left, week.created), ("closed", left + BAR + GAP, week.closed))
        bars = [Bar(kind, x, HEIGHT - high, high) for kind, x, number in numbers if (high := _height(number, top))]
        columns.append((week, bars))
    return Chart(columns, top, len(weeks) * SLOT)


def _height(number, top):
    return max(1, round(HEIGHT * number / top)) if number else 0


def _round_up(number):
    """The next even number that is easy to read: 2, 4, 8, 10, 20, 40, 80 …"""
    return 2 * next((step for step in STEPS if 2 * step >= number), -(-number // 2000) * 1000)
