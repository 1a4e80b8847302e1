"""A client with a phone books, moves and cancels a call by the keyboard alone (without JavaScript: test_plain_forms)."""

from datetime import time

import pytest

from helpdesk.calls.models import Call
from helpdesk.calls.tests.conftest import hours
from helpdesk.tests import browser, factories
from helpdesk.tickets.tests.states import Office


@pytest.fixture
def office(site_tree):
    office = Office()
    when = factories.call_time()
    hours(office.officer, weekday=when.weekday(), begins=time(10), ends=time(11))
    return office


def opened(browser_page, live_server, person):
    page = browser_page(width=360, language="en")
    browser.log_in(page, person, live_server.url)
    return page


def press(page, locator, key="Enter"):
    """Reach it by the keyboard as people do: focus, then a key."""
    locator.focus()
    page.keyboard.press(key)


@pytest.mark.browser
def test_book_move_and_cancel_on_a_phone_by_keyboard(office, browser_page, live_server):
    ticket = office.ticket("video_call")
    page = opened(browser_page, live_server, office.client)
    page.goto(ticket.get_absolute_url())
    press(page, page.get_by_role("link", name="Choose a time for the video call"))
    first = page.locator("input[name=time]").first
    first.wait_for()
    browser.assert_fits(page)
    browser.assert_accessible(page)
    press(page, first, "Space")
    press(page, page.get_by_role("button", name="Book this time"))
    page.get_by_text("The video call is booked.").wait_for()
    call = Call.objects.get()

    press(page, page.get_by_role("link", name="Change the time", exact=True))
    press(page, page.locator("input[name=time]").first, "Space")
    page.keyboard.press("ArrowRight")  # the arrows go on within the day
    press(page, page.get_by_role("button", name="Move the video call"))
    page.get_by_text("The video call is moved.").wait_for()
    before, call = call.starts_at, Call.objects.get()
    assert (call.sequence, call.starts_at > before) == (1, True)
    browser.assert_fits(page)

    press(page, page.get_by_role("link", name="Cancel the video call"))
    press(page, page.get_by_role("button", name="Cancel the video call"))
    page.get_by_text("The video call is cancelled.").wait_for()
    assert Call.objects.get().state == "cancelled"
    page.get_by_role("link", name="Choose a time for the video call").wait_for()
