"""Departments, calendar and settings: who may call which address (helpdesk/tests/permission_table.py)."""

from datetime import date

from django.utils import timezone

from helpdesk.tests.rows.words import MANAGERS, Row
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod


def stale(stage, ticket):
    """A form that was made from something else: told so, and nothing changes."""
    return {"seen": "x"}


def a_day(stage):
    return [NonWorkingDay.objects.get_or_create(date=date(2027, 3, 1), defaults={"name": "Libur"})[0].pk]


def a_ramadan(stage):
    return [RamadanPeriod.objects.get_or_create(starts_on=date(2027, 2, 8), defaults={"ends_on": date(2027, 3, 9)})[0].pk]


def this_year(stage):
    return [timezone.localdate().year]


def one(stage):
    return [stage.departments["network"].pk]


ROWS = [
    Row("helpdesk:calendar", 200, 405, MANAGERS),
    Row("helpdesk:calendar_hours", 200, 409, MANAGERS, data=stale, of=lambda stage: ["normal"]),
    Row("helpdesk:calendar_day_new", 200, 422, MANAGERS),
    Row("helpdesk:calendar_day", 200, 409, MANAGERS, data=stale, of=a_day),
    Row("helpdesk:calendar_day_remove", 200, 302, MANAGERS, of=a_day),
    Row("helpdesk:calendar_ramadan_new", 200, 422, MANAGERS),
    Row("helpdesk:calendar_ramadan", 200, 409, MANAGERS, data=stale, of=a_ramadan),
    Row("helpdesk:calendar_ramadan_remove", 200, 302, MANAGERS, of=a_ramadan),
    Row("helpdesk:calendar_import", 200, 302, MANAGERS, of=this_year),
    Row("helpdesk:department_list", 200, 405, MANAGERS),
    Row("helpdesk:department_new", 200, 422, MANAGERS),
    Row("helpdesk:department_edit", 200, 409, MANAGERS, data=stale, of=one),
    Row("helpdesk:department_move", 405, 302, MANAGERS, data=lambda stage, ticket: {"direction": "down"}, of=one),
    Row("helpdesk:department_deactivate", 200, 302, MANAGERS, of=one),
    Row("helpdesk:department_reactivate", 405, 302, MANAGERS, of=one),
    Row("helpdesk:department_delete", 200, 409, MANAGERS, of=one),
    Row("helpdesk:setting", 200, 409, MANAGERS, data=stale),
    Row("helpdesk:setting_footer", 200, 409, MANAGERS, data=stale),
    Row("helpdesk:setting_ticket", 200, 409, MANAGERS, data=stale),
    Row("helpdesk:setting_documents", 200, 409, MANAGERS, data=stale),
]
