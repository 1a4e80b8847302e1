from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from helpdesk.calls.models import CallPattern
from helpdesk.tickets.tests.states import Office

WIB = ZoneInfo("Asia/Jakarta")
# Monday, 6 July 2020, 09.00 WIB: a working week without a day off lies ahead.
MONDAY = datetime(2020, 7, 6, 9, 0, tzinfo=WIB)


def moment(day, hour, minute=0):
    return datetime(2020, 7, day, hour, minute, tzinfo=WIB)


def hours(officer, weekday=1, begins=time(10), ends=time(11), **fields):
    return CallPattern.objects.create(officer=officer, weekday=weekday, begins=begins, ends=ends, **{"minutes": 15} | fields)


@pytest.fixture
def office(db):
    return Office()


@pytest.fixture
def ticket(office):
    """Waits for its video call; the officer takes calls on Tuesdays from 10 to 11."""
    hours(office.officer)
    return office.ticket("video_call")
