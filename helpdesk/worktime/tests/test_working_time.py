"""The arithmetic of working time, against the data's own cases and at its borders."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helpdesk.worktime import regulation
from helpdesk.worktime.working_time import NoWorkingHours, WorkingTime

DATA = json.loads((Path(__file__).parents[2] / "catalogue/data/domain.json").read_text(encoding="utf-8"))
WIB = ZoneInfo("Asia/Jakarta")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def calendar(**changes):
    """The calendar of the data: hours of Perpres 21/2023, holidays and Ramadan of 2026 and 2027."""
    values = {
        "normal": regulation.NORMAL,
        "ramadan": regulation.RAMADAN,
        "holidays": [date.fromisoformat(day["date"]) for day in DATA["holidays"]],
        "ramadan_periods": [
            (date.fromisoformat(p["start"]), date.fromisoformat(p["end"]))
            for p in DATA["working_calendar"]["ramadan_periods"]
        ],
        "zone": "Asia/Jakarta",
    }
    return WorkingTime(**{**values, **changes})


CALENDAR = calendar()


def at(text):
    """A moment in Jakarta: "2026-11-23 07:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize("case", DATA["sla_test_vectors"], ids=lambda case: case["case"])
def test_every_case_of_the_data_comes_out(case):
    created, due = datetime.fromisoformat(case["created"]), datetime.fromisoformat(case["due"])
    worked = timedelta(hours=case["sla_working_hours"])
    assert CALENDAR.add(created, worked) == due
    assert CALENDAR.between(created, due) == worked


@pytest.mark.parametrize("season", ["normal", "ramadan"])
def test_the_built_in_hours_are_those_of_the_data(season):
    ours, given = getattr(regulation, season.upper()), DATA["working_calendar"][season]
    for weekday, key in [(0, "mon_thu"), (1, "mon_thu"), (2, "mon_thu"), (3, "mon_thu"), (4, "fri")]:
        assert [[f"{o:%H:%M}", f"{c:%H:%M}"] for o, c in ours[weekday]] == given[key]
    monday = date(2026, 11, 23) if season == "normal" else date(2026, 2, 23)
    first = datetime.combine(monday, time(), WIB)
    assert CALENDAR.between(first, first + timedelta(days=7)) == timedelta(hours=given["weekly_hours"])


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23 07:30", 7.5, "2026-11-23 16:00"),  # a full day ends at closing time, not next morning
        ("2026-11-23 16:00", 1, "2026-11-24 08:30"),  # asked exactly at closing time
        ("2026-11-23 12:00", 1, "2026-11-23 14:00"),  # exactly when lunch begins
        ("2026-11-23 12:30", 1, "2026-11-23 14:00"),  # in lunch
        ("2026-11-23 13:00", 1, "2026-11-23 14:00"),  # exactly when lunch ends
        ("2026-11-23 07:30", 4.5, "2026-11-23 12:00"),  # due exactly when lunch begins
        ("2026-11-23 06:00", 1, "2026-11-23 08:30"),  # before opening
        ("2026-11-27 15:30", 1, "2026-11-27 16:30"),  # Friday closes half an hour later
        ("2026-11-27 12:00", 1, "2026-11-27 14:00"),  # Friday's long break
        ("2026-02-18 15:00", 1, "2026-02-18 16:00"),  # the day before Ramadan
        ("2026-02-18 15:00", 2, "2026-02-19 09:00"),  # the first day of Ramadan
        ("2026-11-23 09:00", 0, "2026-11-23 09:00"),
        ("2026-11-22 09:00", 0, "2026-11-22 09:00"),  # nothing added on a Sunday is that moment
        ("2026-11-24 08:30", -1, "2026-11-24 07:30"),  # going back: the last such moment
        ("2026-11-24 08:00", -1, "2026-11-23 15:30"),
        ("2026-11-23 13:30", -1, "2026-11-23 11:30"),
        ("2026-11-22 09:00", -8, "2026-11-19 15:30"),
        ("2026-11-23 07:30", 150, "2026-12-18 16:30"),  # the longest promise: twenty working days, no holiday between
        ("2026-11-24 07:30", 150, "2026-12-21 16:00"),
    ],
)
def test_due_dates_at_the_borders(start, hours, due):
    assert CALENDAR.add(at(start), timedelta(hours=hours)) == at(due)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-23 07:00", "2026-11-23 18:00", 450),
        ("2026-11-23 11:00", "2026-11-23 13:30", 90),
        ("2026-11-23 12:10", "2026-11-23 12:50", 0),
        ("2026-11-23 15:00", "2026-11-24 08:00", 90),
        ("2026-11-24 08:00", "2026-11-23 15:00", 0),
        ("2026-11-23 09:00", "2026-11-23 09:00", 0),
        ("2026-11-21 00:00", "2026-11-23 00:00", 0),
        ("2026-12-23 15:59", "2026-12-28 07:31", 2),  # cuti bersama, Natal, weekend
    ],
)
def test_working_time_between_two_moments(start, end, minutes):
    assert CALENDAR.between(at(start), at(end)) == minutes * MINUTE


def test_the_desk_is_open_from_the_first_minute_until_just_before_closing():
    assert CALENDAR.is_open(at("2026-11-23 07:30"))
    assert CALENDAR.is_open(at("2026-11-23 15:59"))
    for closed in ["07:29", "12:00", "12:59", "16:00"]:
        assert not CALENDAR.is_open(at(f"2026-11-23 {closed}"))
    assert not CALENDAR.is_open(at("2026-08-17 09:00"))


def test_the_next_opening_is_now_while_open_and_the_next_working_morning_otherwise():
    assert CALENDAR.next_opening(at("2026-11-23 10:15")) == at("2026-11-23 10:15")
    assert CALENDAR.next_opening(at("2026-11-23 12:00")) == at("2026-11-23 13:00")
    assert CALENDAR.next_opening(at("2026-11-20 16:30")) == at("2026-11-23 07:30")
    assert CALENDAR.next_opening(at("2026-12-23 16:00")) == at("2026-12-28 07:30")


def test_a_day_lists_its_stretches_and_a_day_off_none():
    assert CALENDAR.day(date(2026, 11, 27)) == [
        (at("2026-11-27 07:30"), at("2026-11-27 11:30")),
        (at("2026-11-27 13:00"), at("2026-11-27 16:30")),
    ]
    assert CALENDAR.day(date(2026, 2, 23))[0] == (at("2026-02-23 08:00"), at("2026-02-23 12:00"))
    assert CALENDAR.day(date(2026, 8, 17)) == CALENDAR.day(date(2026, 11, 22)) == []


@pytest.mark.parametrize(("zone", "utc"), [("Asia/Jakarta", 0.5), ("Asia/Makassar", -0.5), ("Asia/Jayapura", -1.5)])
def test_the_same_morning_opens_earlier_in_the_east(zone, utc):
    opening = calendar(zone=zone).day(date(2026, 11, 24))[0][0]
    assert opening == datetime(2026, 11, 24, tzinfo=UTC) + utc * HOUR
    assert opening.tzinfo == ZoneInfo(zone)


def test_a_calendar_that_never_opens_says_so_instead_of_searching_for_ever():
    never = calendar(normal={}, ramadan={})
    assert never.between(at("2026-11-23 08:00"), at("2029-11-23 08:00")) == timedelta()
    for question in [lambda: never.add(at("2026-11-23 08:00"), HOUR), lambda: never.next_opening(at("2026-11-23 08:00"))]:
        with pytest.raises(NoWorkingHours):
            question()
    with pytest.raises(NoWorkingHours):
        never.add(at("2026-11-23 08:00"), -HOUR)


def test_overlapping_stretches_count_once():
    double = calendar(normal={0: [(time(9), time(12)), (time(8), time(10)), (time(12), time(13))]})
    assert double.day(date(2026, 11, 23)) == [(at("2026-11-23 08:00"), at("2026-11-23 13:00"))]


def test_a_stretch_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="cannot end"):
        calendar(normal={0: [(time(12), time(9))]})


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        CALENDAR.add(datetime(2026, 11, 23, 8), HOUR)


def test_the_calendar_is_a_value_that_nobody_can_change():
    assert calendar() == CALENDAR
    assert hash(calendar()) == hash(CALENDAR)
    with pytest.raises(AttributeError):
        CALENDAR.zone = ZoneInfo("Asia/Makassar")
