"""Two clients press at once for the last place (real transactions, real threads)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from helpdesk.calls.models import Call
from helpdesk.calls.tests.conftest import hours
from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office

HANDS = 6


@pytest.fixture
def office(transactional_db):
    return Office()


def press(browser, ticket, when):
    try:
        data = {"time": when.isoformat(), "seen": ticket.version}
        return browser.post(reverse("helpdesk:ticket_calls", args=[ticket.number]), data).status_code
    finally:
        connection.close()


@pytest.mark.parametrize("capacity", [1, 2])
def test_the_last_places_go_to_as_many_as_there_are(office, capacity):
    when = make.call_time()
    hours(office.officer, weekday=when.weekday(), begins=time(10), ends=time(10, 15), capacity=capacity)
    tickets = [office.ticket("video_call") for _ in range(HANDS)]
    browser = Client()
    browser.force_login(office.client)
    browsers = [Client() for _ in tickets]
    for one in browsers:
        one.cookies = browser.cookies
    with ThreadPoolExecutor(HANDS) as pool:
        codes = sorted(pool.map(press, browsers, tickets, [when] * HANDS))
    assert codes == [302] * capacity + [409] * (HANDS - capacity)
    assert Call.objects.booked().count() == capacity


def test_two_presses_on_one_ticket_book_one_call(office):
    when = make.call_time()
    hours(office.officer, weekday=when.weekday(), begins=time(10), ends=time(11), capacity=5)
    ticket = office.ticket("video_call")
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(office.client)
    with ThreadPoolExecutor(2) as pool:
        codes = sorted(pool.map(press, browsers, [ticket] * 2, [when] * 2))
    assert codes == [302, 409]
    assert ticket.calls.count() == 1
