"""Many hands at once: one owner, one ending, nobody overwritten (real transactions, real threads)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind
from helpdesk.tickets.tests.states import Office

HANDS = 20


@pytest.fixture
def office(transactional_db):
    return Office()


def all_at_once(ticket, verb, data=lambda n: {}, people=None):
    """Post from twenty logged-in browsers in twenty threads; return the status codes."""

    def press(n):
        try:
            return browsers[n].post(reverse(f"helpdesk:ticket_{verb}", args=[ticket.number]), data(n)).status_code
        finally:
            connection.close()

    browsers = [Client() for _ in people]
    for browser, person in zip(browsers, people, strict=True):
        browser.force_login(person)
    with ThreadPoolExecutor(HANDS) as pool:
        return sorted(pool.map(press, range(len(people))))


def test_twenty_takes_make_one_owner(office):
    ticket = office.open()
    people = [make.make_staff(department=office.department) for _ in range(HANDS)]
    assert all_at_once(ticket, "take", people=people) == [302] + [409] * (HANDS - 1)
    ticket.refresh_from_db()
    assert ticket.assignee in people
    assert ticket.events.filter(kind=EventKind.ASSIGNED).count() == 1


def test_twenty_closes_close_once(office):
    ticket = office.open()
    people = [make.make_staff(department=office.department) for _ in range(HANDS)]
    codes = all_at_once(ticket, "close", lambda n: {"text": f"Jawaban {n}", "seen": ticket.version}, people)
    assert codes == [302] + [409] * (HANDS - 1)
    ticket.refresh_from_db()
    assert ticket.status == "closed"
    assert ticket.events.filter(kind=EventKind.CLOSED).count() == ticket.messages.count() == 1
