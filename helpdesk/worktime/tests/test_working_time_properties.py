"""What holds for every moment and every amount, in each of the three zones."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.worktime.tests.test_working_time import calendar

CALENDARS = {zone: calendar(zone=zone) for zone in ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]}

calendars = st.sampled_from(sorted(CALENDARS)).map(CALENDARS.get)
# Moments may be given in any of the zones, whatever the calendar's own.
moments = st.datetimes(
    datetime(2025, 10, 1), datetime(2028, 3, 1),
    timezones=calendars.map(lambda found: found.zone), allow_imaginary=False,
)  # fmt: skip
amounts = st.one_of(
    st.timedeltas(timedelta(), timedelta(hours=200)),
    # Borders are where such code goes wrong: whole half hours meet them.
    st.integers(0, 400).map(lambda halves: halves * timedelta(minutes=30)),
)
half_hours = st.builds(
    lambda day, halves, found: datetime.combine(day, datetime.min.time(), found.zone) + halves * timedelta(minutes=30),
    st.dates(date(2025, 10, 1), date(2028, 3, 1)),
    st.integers(0, 47),
    calendars,
)
starts = st.one_of(moments, half_hours)


@given(calendars, starts, amounts)
def test_exactly_the_added_time_lies_between(found, start, worked):
    assert found.between(start, found.add(start, worked)) == worked


@given(calendars, starts, amounts)
def test_exactly_the_time_taken_back_lies_between(found, start, worked):
    assert found.between(found.add(start, -worked), start) == worked


@given(calendars, starts, amounts, amounts)
def test_adding_twice_is_adding_the_sum(found, start, first, second):
    assert found.add(found.add(start, first), second) == found.add(start, first + second)


@given(calendars, starts, starts, amounts)
def test_who_starts_later_is_never_done_earlier(found, one, other, worked):
    earlier, later = sorted([one, other])
    if worked:
        assert found.add(earlier, worked) <= found.add(later, worked)


@given(calendars, starts, amounts, amounts)
def test_more_work_is_never_done_earlier(found, start, one, other):
    less, more = sorted([one, other])
    assert start <= found.add(start, less) <= found.add(start, more)


@given(calendars, starts, starts, starts)
def test_a_moment_in_the_middle_divides_the_time_in_two(found, one, two, three):
    first, middle, last = sorted([one, two, three])
    assert found.between(first, middle) + found.between(middle, last) == found.between(first, last)
    assert found.between(last, first) == timedelta()


@given(calendars, starts, amounts)
def test_a_due_date_is_never_before_opening_in_lunch_or_on_a_day_off(found, start, worked):
    due = found.add(start, worked)
    if worked:
        assert any(opens < due <= closes for opens, closes in found.day(due.date()))


@given(calendars, starts)
def test_the_next_opening_is_open_and_no_work_is_done_before_it(found, start):
    opening = found.next_opening(start)
    assert opening >= start
    assert found.is_open(opening)
    assert found.between(start, opening) == timedelta()


@given(calendars, half_hours, st.integers(0, 150))
@settings(max_examples=50)
def test_the_total_equals_a_count_half_hour_by_half_hour(found, start, steps):
    """A second, slow way to reckon. Every border of the calendar lies on a half hour, so half hours are exact."""
    step = timedelta(minutes=30)
    counted = sum(found.is_open(start + n * step) for n in range(steps))
    assert found.between(start, start + steps * step) == counted * step
