"""The load's quick time says the same as the desk's calendar."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from helpdesk.worktime import regulation
from helpdesk.worktime.working_time import WorkingTime
from home.load.moments import DAY, Arrivals, Ruler, midnight, stamp

ZONE = ZoneInfo("Asia/Jakarta")
CALENDAR = WorkingTime(
    normal=regulation.NORMAL, ramadan=regulation.RAMADAN, holidays=[date(2026, 3, 20), date(2026, 3, 19)],
    ramadan_periods=[(date(2026, 2, 18), date(2026, 3, 19))], zone=ZONE,
)  # fmt: skip
BASE = midnight(date(2026, 6, 1), ZONE)


@pytest.fixture(scope="module")
def ruler():
    return Ruler(CALENDAR, date(2026, 1, 1), date(2026, 12, 31))


def moments(number):
    random = Random(3)
    return [(BASE - random.randrange(120 * DAY), random.choice([0, 60, 1800, 14_400, 16_200, 27_000, 135_000, 540_000])) for _ in range(number)]


def at(seconds):
    return datetime.fromtimestamp(seconds, ZONE)


def test_the_ruler_adds_as_the_calendar_does(ruler):
    for start, seconds in [*moments(300), (midnight(date(2026, 2, 27), ZONE) + 8 * 3600, 27_000)]:
        assert at(ruler.add(start, seconds)) == CALENDAR.add(at(start), timedelta(seconds=seconds)), (at(start), seconds)


def test_the_ruler_measures_as_the_calendar_does(ruler):
    random = Random(5)
    for start, _seconds in moments(300):
        end = start + random.randrange(-DAY, 40 * DAY)
        assert ruler.between(start, end) == CALENDAR.between(at(start), at(end)).total_seconds()


def test_a_stamp_is_the_moment_in_utc():
    moment = datetime.combine(date(2024, 2, 29), time(23, 59, 58), UTC)
    assert stamp(int(moment.timestamp())) == "2024-02-29 23:59:58+00"


def test_requests_come_one_after_the_other_over_three_years_mostly_in_working_hours():
    arrivals = Arrivals(CALENDAR, BASE, ZONE)
    found = [arrivals.of(place, 3000) for place in range(3000)]
    assert found == sorted(found) and BASE - found[0] > 3 * 364 * DAY and 0 < BASE - found[-1] < 3 * DAY
    assert sum(CALENDAR.is_open(at(moment)) for moment in found) > 2000
    place = arrivals.place_before(BASE - 100 * DAY, 3000)
    assert arrivals.of(place, 3000, 1) <= BASE - 100 * DAY < arrivals.of(place + 1, 3000, 1)
