"""The calendar as read from the tables, and filling them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from helpdesk.worktime.current import missing_joint_leave, missing_ramadan, working_time
from helpdesk.worktime.holidays import days_off
from helpdesk.worktime.load import load
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, Season, Weekday, WorkingHours
from helpdesk.worktime.tests.test_working_time import CALENDAR, DATA, WIB

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
MODELS = [WorkingHours, NonWorkingDay, RamadanPeriod]


@pytest.fixture(autouse=True)
def empty_calendar():
    """A migration or a set-up may have filled the tables: each test here begins with none."""
    for model in MODELS:
        model.objects.all().delete()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def test_the_loaded_calendar_is_the_one_of_the_data():
    load(at=NOW)
    ours = working_time("Asia/Jakarta")
    assert ours.normal == CALENDAR.normal
    assert ours.ramadan == CALENDAR.ramadan
    assert ours.ramadan_periods == CALENDAR.ramadan_periods
    assert {day for day in ours.holidays if day.year < 2028} == CALENDAR.holidays
    for case in DATA["sla_test_vectors"]:
        created, due = datetime.fromisoformat(case["created"]), datetime.fromisoformat(case["due"])
        assert ours.add(created, timedelta(hours=case["sla_working_hours"])) == due


def test_reading_the_calendar_takes_one_query_however_much_it_holds(django_assert_num_queries):
    with django_assert_num_queries(1):
        working_time()
    load(at=NOW)
    with django_assert_num_queries(1):
        assert working_time().is_open(datetime(2026, 11, 23, 9, tzinfo=WIB))


def test_an_edit_counts_at_once():
    load(at=NOW)
    morning = datetime(2026, 11, 23, 8, tzinfo=WIB)
    assert working_time().is_open(morning)
    NonWorkingDay.objects.create(date=date(2026, 11, 23), name="Pemilihan kepala daerah")
    assert not working_time().is_open(morning)
    NonWorkingDay.objects.update(is_active=False)
    assert working_time().is_open(morning)
    assert working_time().is_open(datetime(2026, 8, 17, 8, tzinfo=WIB))


def test_an_unfilled_calendar_follows_the_regulation():
    assert working_time().normal == CALENDAR.normal
    assert working_time().ramadan == CALENDAR.ramadan


def test_loading_twice_changes_nothing():
    added = load(at=NOW)
    assert added["hours"] == 20
    assert added["ramadan_periods"] == 2
    before = everything()
    assert load(at=NOW) == {"hours": 0, "ramadan_periods": 0, "days_off": 0}
    assert everything() == before


def test_the_years_after_the_data_come_from_the_package_and_wait_for_the_decree():
    load(at=NOW)
    assert {day.year for day in NonWorkingDay.objects.dates("date", "year")} == {2026, 2027, 2028}
    later = NonWorkingDay.objects.in_year(2028)
    assert later.count() == later.unconfirmed().count() == 17
    assert not later.filter(name__contains="perkiraan").exists()
    load(at=NOW + timedelta(days=366))
    assert NonWorkingDay.objects.in_year(2029).exists()


def test_what_people_changed_moved_or_switched_off_stays_so():
    load(at=NOW)
    hours = WorkingHours.objects.in_season(Season.NORMAL).get(weekday=Weekday.MONDAY, opens_at=time(7, 30))
    hours.opens_at = time(8)
    hours.save()
    WorkingHours.objects.in_season(Season.NORMAL).filter(weekday=Weekday.FRIDAY).delete()
    moved = NonWorkingDay.objects.get(date=date(2027, 5, 17))
    moved.date = date(2027, 5, 16)
    moved.save()
    NonWorkingDay.objects.filter(date=date(2027, 12, 26)).update(is_active=False)
    RamadanPeriod.objects.filter(code="2027-02-08").update(starts_on=date(2027, 2, 9), ends_on=date(2027, 3, 10))
    before = everything()
    load(at=NOW)
    assert everything() == before


def test_what_people_entered_before_the_first_load_is_not_doubled():
    RamadanPeriod.objects.create(starts_on=date(2026, 2, 18), ends_on=date(2026, 3, 19))
    own = NonWorkingDay.objects.create(date=date(2026, 8, 17), name="Tujuh belasan")
    load(at=NOW)
    assert RamadanPeriod.objects.filter(starts_on__year=2026).count() == 1
    own.refresh_from_db()
    assert (own.name, own.source) == ("Tujuh belasan", "manual")


def test_joint_leave_is_missing_until_somebody_enters_it():
    load(at=NOW)
    assert not missing_joint_leave(2027)
    assert missing_joint_leave(2028)
    day = NonWorkingDay.objects.create(date=date(2028, 2, 25), name="Cuti Bersama", kind=NonWorkingDay.Kind.JOINT_LEAVE)
    assert not missing_joint_leave(2028)
    day.is_active = False
    day.save()
    assert missing_joint_leave(2028)


def test_ramadan_is_missing_for_years_nobody_has_entered():
    load(at=NOW)
    assert not missing_ramadan(2027)
    assert missing_ramadan(2028)


def test_the_typo_of_the_package_is_mended_and_its_estimates_are_named_plainly():
    names = {day["date"]: day["name"] for day in days_off(2020)}
    assert names["2020-12-31"] == "Pengganti Cuti Bersama Hari Raya Idul Fitri"
    assert not any("Pegangti" in name or "perkiraan" in name for year in range(2020, 2030) for name in _names(year))


def test_the_package_is_asked_for_joint_leave_too():
    kinds = [day["kind"] for day in days_off(2026)]
    assert (kinds.count("libur_nasional"), kinds.count("cuti_bersama")) == (17, 8)


def _names(year):
    return [day["name"] for day in days_off(year)]


@pytest.mark.parametrize(
    "wrong",
    [
        WorkingHours(weekday=0, opens_at=time(12), closes_at=time(12)),
        WorkingHours(weekday=7, opens_at=time(8), closes_at=time(12)),
        RamadanPeriod(starts_on=date(2028, 2, 26), ends_on=date(2028, 1, 28)),
        NonWorkingDay(date=date(2028, 1, 1), name="Tahun Baru", kind="weekend"),
    ],
    ids=["closes when it opens", "eighth weekday", "Ramadan backwards", "unknown kind"],
)
def test_a_senseless_record_is_refused_by_form_and_database_alike(wrong):
    with pytest.raises(ValidationError):
        wrong.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


def test_an_ordinary_record_is_accepted():
    hours = WorkingHours(weekday=0, opens_at=time(8), closes_at=time(12))
    hours.full_clean()
    hours.save()
    assert working_time().normal[0] == ((time(8), time(12)),)
