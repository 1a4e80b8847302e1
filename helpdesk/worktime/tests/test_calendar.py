"""The desk's calendar: hours with breaks, days off, Ramadan, the import, what is missing; and the due dates that follow."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from helpdesk.notifications.models import Notification
from helpdesk.tests import factories as make
from helpdesk.tickets import recount
from helpdesk.tickets.models import Ticket
from helpdesk.worktime import verbs
from helpdesk.worktime.current import working_time
from helpdesk.worktime.jobs import remind_of_joint_leave
from helpdesk.worktime.missing import year_to_fill
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, Season, WorkingHours

pytestmark = pytest.mark.django_db
CALENDAR = "/helpdesk/kalender/"
HOURS, DAY, RAMADAN = f"{CALENDAR}jam/normal/", f"{CALENDAR}libur/", f"{CALENDAR}ramadan/"



@pytest.fixture
def person():
    return make.make_admin("adi")


@pytest.fixture
def admin(client, person):
    client.force_login(person)
    return client


def values(answer):
    form = answer.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: "on" if value is True else str(value) for name, value in sent.items() if value not in (None, False)}
    return sent | {key: answer.context[key] for key in ("seen", "token") if key in answer.context}


def save(browser, url, **changes):
    return browser.post(url, {key: value for key, value in (values(browser.get(url)) | changes).items() if value is not None})


def words(answer):
    return answer.content.decode()


def hours(season=Season.NORMAL):
    return [(row.weekday, row.opens_at, row.closes_at) for row in WorkingHours.objects.in_season(season)]


# Working hours


def test_a_fresh_site_shows_the_regulation_and_stores_what_is_saved(admin):
    page = words(admin.get(CALENDAR))
    assert "07.30–12.00, 13.00–16.00" in page or "07:30–12:00, 13:00–16:00" in page
    assert save(admin, HOURS, **{"opens-5": "08:00", "closes-5": "11:30", "pause-0": "", "resume-0": ""}).status_code == 302
    stored = hours()
    assert (0, time(7, 30), time(16)) in stored and (5, time(8), time(11, 30)) in stored
    assert (1, time(7, 30), time(12)) in stored and (1, time(13), time(16)) in stored
    assert not hours(Season.RAMADAN)
    assert save(admin, HOURS, **{"opens-5": None, "closes-5": None}).status_code == 302
    assert all(row[0] != 5 for row in hours())


def test_days_that_stay_as_they_were_are_not_written(admin, person):
    verbs.set_week(Season.NORMAL, {0: [(time(8), time(12))], 1: [(time(8), time(12))]}, by=person)
    kept = WorkingHours.objects.get(weekday=1).pk
    save(admin, HOURS, **{"closes-0": "13:00"})
    assert WorkingHours.objects.get(weekday=1).pk == kept and hours()[0] == (0, time(8), time(13))


@pytest.mark.parametrize("wrong", [
    {"closes-0": ""}, {"opens-0": "17:00"}, {"pause-0": ""}, {"resume-0": "11:00"}, {"closes-0": "13:00"}, {"opens-0": "25:00"},
    {f"{part}-{day}": "" for part in ("opens", "pause", "resume", "closes") for day in range(7)},
])  # fmt: skip
def test_hours_that_make_no_day_are_refused_and_stay_typed(admin, wrong):
    answer = save(admin, HOURS, **{"opens-2": "06:45"} | wrong)
    assert answer.status_code == 422 and answer.context["form"].errors
    assert ("06:45" in words(answer)) == ("opens-2" not in wrong)
    assert not WorkingHours.objects.exists()


def test_a_day_with_two_breaks_is_left_as_it_is(admin, person):
    three = [(time(7), time(9)), (time(10), time(12)), (time(13), time(15))]
    verbs.set_week(Season.NORMAL, {0: three, 1: [(time(8), time(12))]}, by=person)
    page = admin.get(HOURS)
    assert "opens-0" not in page.context["form"].fields
    save(admin, HOURS, **{"closes-1": "13:00", "opens-0": "01:00", "closes-0": "02:00"})
    assert [row[1:] for row in hours() if row[0] == 0] == three


def test_of_two_who_change_the_hours_the_second_is_told(admin):
    typed = values(admin.get(HOURS)) | {"closes-0": "17:00"}
    save(admin, HOURS, **{"closes-0": "18:00"})
    assert admin.post(HOURS, typed).status_code == 409
    assert (0, time(13), time(18)) in hours()


def test_a_season_that_there_is_not_has_no_address(admin):
    assert admin.get(f"{CALENDAR}jam/lebaran/").status_code == 404


# Days off


def test_a_day_off_is_added_changed_and_removed(admin):
    url = f"{DAY}baru/"
    answer = save(admin, url, date="2026-11-25", name=" Pemilihan  daerah ", kind="local", source="package", code="x", is_active="")
    assert answer["Location"] == f"{CALENDAR}?tahun=2026"
    day = NonWorkingDay.objects.get()
    assert (day.name, day.kind, day.source, day.code, day.is_active) == ("Pemilihan daerah", "local", "manual", None, True)
    assert "Pemilihan daerah" in words(admin.get(CALENDAR, {"tahun": "2026"})) and "Pemilihan" not in words(admin.get(CALENDAR, {"tahun": "2025"}))
    assert save(admin, f"{DAY}{day.pk}/", date="2027-01-04").status_code == 302
    day.refresh_from_db()
    assert day.date == date(2027, 1, 4)
    assert admin.get(f"{DAY}{day.pk}/hapus/").status_code == 200 and NonWorkingDay.objects.exists()
    assert admin.post(f"{DAY}{day.pk}/hapus/").status_code == 302 and not NonWorkingDay.objects.exists()


@pytest.mark.parametrize("wrong", [{"date": "2026-11-25"}, {"date": "kapan"}, {"date": "0026-11-25"}, {"name": " "}, {"kind": "cuti"}])
def test_a_wrong_or_doubled_day_is_refused(admin, wrong):
    NonWorkingDay.objects.create(date=date(2026, 11, 25), name="Ada")
    answer = save(admin, f"{DAY}baru/", **{"date": "2026-12-01", "name": "Libur baru", "kind": "local"} | wrong)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == set(wrong)
    assert NonWorkingDay.objects.count() == 1


def test_a_day_of_the_public_calendar_is_compared_or_switched_off_never_lost(admin):
    day = NonWorkingDay.objects.create(date=date(2027, 5, 1), name="Hari Buruh", source="confirm", code="2027-05-01", kind="libur_nasional")
    assert save(admin, f"{DAY}{day.pk}/", is_compared="on").status_code == 302
    day.refresh_from_db()
    assert day.source == "package"
    admin.post(f"{DAY}{day.pk}/hapus/")
    day.refresh_from_db()
    assert not day.is_active
    assert day.code not in {missing.code for missing in verbs.missing_days(2027)}


def test_the_public_holidays_of_a_year_are_shown_and_then_added_once(admin):
    year = timezone.localdate().year + 1
    url = f"{CALENDAR}impor/{year}/"
    shown = admin.get(url)
    assert len(shown.context["days"]) > 10 and not NonWorkingDay.objects.exists()
    assert admin.post(url).status_code == 302
    added = NonWorkingDay.objects.count()
    assert added == len(shown.context["days"]) and not NonWorkingDay.objects.exclude(source="confirm").exists()
    assert admin.post(url).status_code == 302 and NonWorkingDay.objects.count() == added
    assert not admin.get(url).context["days"]


@pytest.mark.parametrize("year", [1, 1999, 2500, 999999])
def test_no_other_year_can_be_imported(admin, year):
    assert (admin.get(f"{CALENDAR}impor/{year}/").status_code, admin.post(f"{CALENDAR}impor/{year}/").status_code) == (404, 404)


@pytest.mark.parametrize("asked", ["", "x", "1", "99999", "٢٠٢٦", "3000", "-1"])
def test_an_odd_year_shows_the_present_one(admin, asked):
    assert admin.get(CALENDAR, {"tahun": asked}).context["year"] == timezone.localdate().year


# Ramadan


def test_a_ramadan_is_added_changed_and_removed(admin):
    assert save(admin, f"{RAMADAN}baru/", starts_on="2027-02-08", ends_on="2027-03-09", note="Sidang isbat").status_code == 302
    period = RamadanPeriod.objects.get()
    assert save(admin, f"{RAMADAN}{period.pk}/", ends_on="2027-03-08").status_code == 302
    assert "Sidang isbat" in words(admin.get(CALENDAR, {"tahun": "2027"}))
    assert admin.post(f"{RAMADAN}{period.pk}/hapus/").status_code == 302 and not RamadanPeriod.objects.exists()


@pytest.mark.parametrize("wrong", [
    {"starts_on": "2027-02-01", "ends_on": "2027-01-01"}, {"starts_on": "2027-02-01", "ends_on": "2027-04-01"},
    {"starts_on": "2026-03-01", "ends_on": "2026-03-20"}, {"starts_on": "", "ends_on": "2027-03-01"},
])  # fmt: skip
def test_a_ramadan_that_cannot_be_is_refused(admin, wrong):
    RamadanPeriod.objects.create(starts_on=date(2026, 2, 18), ends_on=date(2026, 3, 19))
    assert save(admin, f"{RAMADAN}baru/", **wrong).status_code == 422
    assert RamadanPeriod.objects.count() == 1


# What is missing


def test_the_page_says_that_joint_leave_is_missing_until_it_is_there(admin):
    year = timezone.localdate().year + 1
    assert year in admin.get(CALENDAR).context["missing"]
    NonWorkingDay.objects.create(date=date(year, 12, 24), name="Cuti bersama", kind="cuti_bersama")
    assert year not in admin.get(CALENDAR).context["missing"]


def test_the_warning_begins_in_november():
    assert year_to_fill(date(2026, 10, 31)) is None
    assert year_to_fill(date(2026, 11, 1)) == 2027
    NonWorkingDay.objects.create(date=date(2027, 12, 24), name="Cuti bersama", kind="cuti_bersama")
    assert year_to_fill(date(2026, 12, 31)) is None


def test_admins_are_told_once_a_year_and_nobody_else_is(person):
    others = [make.make_staff(), make.make_client(), make.make_editor(), make.make_admin(is_active=False)]
    november, december = datetime(2026, 11, 2, 3, tzinfo=UTC), datetime(2026, 12, 20, 3, tzinfo=UTC)
    assert remind_of_joint_leave(datetime(2026, 10, 30, tzinfo=UTC)) == 0
    assert (remind_of_joint_leave(november), remind_of_joint_leave(december)) == (1, 0)
    late = make.make_superadmin()
    assert remind_of_joint_leave(december) == 1
    assert remind_of_joint_leave(datetime(2027, 11, 2, tzinfo=UTC)) == 2
    assert set(Notification.objects.values_list("recipient", flat=True)) == {person.pk, late.pk}
    assert not Notification.objects.filter(recipient__in=others).exists()


# The due dates follow


def due(ticket):
    return Ticket.objects.get(pk=ticket.pk).due_at


@pytest.fixture
def ticket():
    """Sent now with 15 working hours, two days by the regulation."""
    return make.make_ticket(service=make.make_service(resolution_hours=15))


def next_working_day(after):
    day = after + timedelta(days=1)
    while not working_time().day(day):
        day += timedelta(days=1)
    return day


def test_a_day_off_moves_the_due_dates_that_lie_ahead_and_taking_it_away_moves_them_back(admin, ticket):
    before = due(ticket)
    day = next_working_day(timezone.localdate())
    assert save(admin, f"{DAY}baru/", date=day.isoformat(), name="Libur", kind="local").status_code == 302
    later = due(ticket)
    assert later > before and later == working_time().add(ticket.clock_started_at, timedelta(hours=15))
    admin.post(f"{DAY}{NonWorkingDay.objects.get().pk}/hapus/")
    assert due(ticket) == before


def test_changed_hours_and_the_cms_count_too(ticket, person):
    before, first = due(ticket), ticket.first_response_due_at
    verbs.set_week(Season.NORMAL, {day: [(time(8), time(9))] for day in range(5)}, by=person)
    ticket.refresh_from_db()
    assert ticket.due_at > before and ticket.first_response_due_at > first
    assert ticket.version == Ticket.objects.get(pk=ticket.pk).version == 1


def test_what_has_passed_is_done_or_stands_is_not_touched(person):
    late, done, waiting = (make.make_ticket() for _ in range(3))
    Ticket.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    done.close("Selesai.", by=person)
    waiting.wait_for_client("Apa?", by=person)
    before = [due(one) for one in (late, done, waiting)]
    assert before[2] is None
    verbs.set_week(Season.NORMAL, {day: [(time(8), time(9))] for day in range(5)}, by=person)
    assert [due(one) for one in (late, done, waiting)] == before


def test_counting_anew_twice_changes_nothing_more_and_reads_in_pieces(monkeypatch, person):
    monkeypatch.setattr(recount, "AT_ONCE", 2)
    tickets = [make.make_ticket() for _ in range(5)]
    Ticket.objects.update(due_at=timezone.now() + timedelta(days=300))
    assert recount.recount() == 5
    assert recount.recount() == 0
    assert all(due(one) < timezone.now() + timedelta(days=30) for one in tickets)


def test_many_changes_wait_as_one_task(settings, person):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    verbs.import_year(timezone.localdate().year + 1, by=person)
    assert DBTaskResult.objects.filter(task_path=recount.count_anew.module_path).count() == 1


# Who may


def test_nobody_below_an_admin_has_these_addresses(client):
    day = NonWorkingDay.objects.create(date=date(2026, 11, 25), name="Ada")
    period = RamadanPeriod.objects.create(starts_on=date(2026, 2, 18), ends_on=date(2026, 3, 19))
    urls = [
        CALENDAR, HOURS, f"{DAY}baru/", f"{DAY}{day.pk}/", f"{DAY}{day.pk}/hapus/", f"{RAMADAN}baru/", f"{RAMADAN}{period.pk}/",
        f"{RAMADAN}{period.pk}/hapus/", f"{CALENDAR}impor/{timezone.localdate().year}/",
    ]  # fmt: skip
    for person in (make.make_staff(), make.make_client(), make.make_editor()):
        client.force_login(person)
        for url in urls:
            assert (client.get(url).status_code, client.post(url).status_code) == (404, 404), url
    client.force_login(make.make_superadmin())
    assert [client.get(url).status_code for url in urls] == [200] * len(urls)
    assert NonWorkingDay.objects.count() == RamadanPeriod.objects.count() == 1


def test_the_page_asks_equally_often_with_few_and_with_many_days(admin):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(CALENDAR).status_code == 200
        return len(asked)

    few, year = queries(), timezone.localdate().year
    for number in range(12):
        NonWorkingDay.objects.create(date=date(year, 6, 1 + number), name="Libur")
    assert queries() == few <= 11


def test_the_dashboard_of_managers_says_what_is_missing_and_that_of_staff_does_not(client, monkeypatch):
    from helpdesk.tickets.views import dashboard

    monkeypatch.setattr(dashboard, "year_to_fill", lambda **_known: 2031)
    link = f"{CALENDAR}?tahun=2031"
    for person, is_told in ((make.make_admin(), True), (make.make_superadmin(), True), (make.make_staff(), False), (make.make_client(), False)):
        client.force_login(person)
        assert (link in words(client.get("/helpdesk/"))) == is_told
