"""Officers publish their hours: rows without JavaScript, 422, 409, what is taken out, who may."""

import re
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helpdesk.audit.models import AuditEntry
from helpdesk.calls.models import CallException, CallPattern
from helpdesk.calls.tests.conftest import hours
from helpdesk.tests import factories as make

URL = "/helpdesk/panggilan/jam/"


@pytest.fixture
def browser(office):
    browser = Client()
    browser.force_login(office.officer)
    return browser


def seen(browser, url=URL):
    return re.search(r'name="seen" value="(\w+)"', browser.get(url).content.decode())[1]


def rows(prefix, *facts):
    data = {f"{prefix}-TOTAL_FORMS": len(facts), f"{prefix}-INITIAL_FORMS": sum("id" in fact for fact in facts)}
    for place, fact in enumerate(facts):
        data |= {f"{prefix}-{place}-{name}": value for name, value in fact.items()}
    return data


def week(weekday=1, begins="10:00", ends="11:00", **more):
    return {"weekday": weekday, "begins": begins, "ends": ends, "minutes": 15, "capacity": 1, "is_active": "on"} | more


def form(*patterns, exceptions=()):
    return rows("patterns", *patterns) | rows("exceptions", *exceptions)


def test_hours_and_days_are_saved_and_stand_in_the_audit(office, browser):
    day = timezone.localdate() + timedelta(days=5)
    data = form(week(), week(3, "13.00", "14.30", capacity=2), exceptions=[{"day": day.isoformat(), "is_open": "", "minutes": 15, "capacity": 1}])
    assert browser.post(URL, data | {"seen": seen(browser)}).status_code == 302
    stored = CallPattern.objects.filter(officer=office.officer).values_list("weekday", "begins", "ends", "capacity")
    assert list(stored) == [(1, time(10), time(11), 1), (3, time(13), time(14, 30), 2)]
    assert CallException.objects.get().day == day
    assert AuditEntry.objects.filter(actor=office.officer).count() == 3


@pytest.mark.parametrize("wrong", [
    [week(begins="11:00", ends="10:00")], [week(begins="")], [week(minutes=121)], [week(minutes=90)], [week(capacity=0)],
    [week(), week(begins="10:30", ends="12:00")], [week(weekday=7)],
])  # fmt: skip
def test_what_cannot_be_is_422_and_stays(browser, wrong):
    answer = browser.post(URL, form(*wrong) | {"seen": seen(browser)})
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert not CallPattern.objects.exists()


def test_two_rows_change_places_and_one_goes(office, browser):
    one, two, three = (hours(office.officer, begins=time(h), ends=time(h + 1)) for h in (8, 9, 10))
    data = form(
        week(begins="09:00", ends="10:00", id=one.pk), week(begins="08:00", ends="09:00", id=two.pk), week(id=three.pk, DELETE="on"),
    )
    assert browser.post(URL, data | {"seen": seen(browser)}).status_code == 302
    assert sorted(CallPattern.objects.values_list("begins", flat=True)) == [time(8), time(9)]


def test_the_second_of_two_is_told_409_and_keeps_what_was_typed(office, browser):
    before = seen(browser)
    hours(office.officer, weekday=4)
    answer = browser.post(URL, form(week(2, "08:15", "09:00")) | {"seen": before})
    assert answer.status_code == 409
    assert "08:15" in answer.content.decode()
    assert CallPattern.objects.count() == 1


def test_without_javascript_one_row_more_comes_from_the_server(browser):
    answer = browser.post(URL, form(week()) | {"seen": seen(browser), "add": "exceptions"})
    html = answer.content.decode()
    assert 'name="exceptions-0-day"' in html
    assert 'value="10:00"' in html
    assert "field__error" not in html
    assert not CallPattern.objects.exists()


def test_a_row_of_somebody_else_is_not_taken_over(office, browser):
    theirs = hours(office.colleague)
    browser.post(URL, form(week(5, id=theirs.pk)) | {"seen": seen(browser)})
    theirs.refresh_from_db()
    assert (theirs.officer, theirs.weekday) == (office.colleague, 1)
    assert CallPattern.objects.get(officer=office.officer).weekday == 5


def test_absurd_counts_do_no_harm(browser):
    data = {"patterns-TOTAL_FORMS": "99999999999", "patterns-INITIAL_FORMS": "x", "exceptions-TOTAL_FORMS": "-1", "seen": seen(browser)}
    assert browser.post(URL, data).status_code == 302
    assert not CallPattern.objects.exists()


def test_days_gone_by_stay_and_are_not_shown(office, browser):
    CallException.objects.create(officer=office.officer, day=date(2020, 1, 2))
    assert "2020-01-02" not in browser.get(URL).content.decode()
    browser.post(URL, form() | {"seen": seen(browser)})
    assert CallException.objects.count() == 1


def test_managers_keep_the_hours_of_others_and_staff_do_not(office, browser):
    url = reverse("helpdesk:call_hours_of", args=[office.colleague.pk])
    assert browser.get(url).status_code == 404
    admin = Client()
    admin.force_login(make.make_admin())
    assert admin.post(url, form(week()) | {"seen": seen(admin, url)}).status_code == 302
    assert CallPattern.objects.get().officer == office.colleague
    assert url in admin.get(reverse("helpdesk:call_officers")).content.decode()
    assert admin.get(reverse("helpdesk:call_hours_of", args=[office.client.pk])).status_code == 404
