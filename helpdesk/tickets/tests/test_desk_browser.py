"""The officer's day in a real browser, on a phone and at a desk, with and without JavaScript (rows A7, A11, A12, B6, B7)."""

import re

import pytest

from helpdesk.tests import browser
from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office


@pytest.fixture
def office(site_tree):
    return Office()


@pytest.mark.parametrize(("width", "javascript"), [(360, False), (1280, True)])
def test_from_the_queue_to_the_closed_ticket(browser_page, live_server, office, width, javascript):
    ticket = office.ticket("checking")
    office.ticket("closed")
    page = browser_page(width=width, javascript=javascript, language="en")
    browser.log_in(page, office.officer, live_server.url)

    page.goto("/helpdesk/tiket/")
    browser.assert_fits(page)
    if javascript:
        browser.assert_accessible(page)
    page.get_by_role("main").get_by_role("link", name="Documents to check", exact=True).first.click()
    row = page.get_by_role("row").filter(has_text=ticket.title)
    row.get_by_role("button", name="Take").click()
    page.get_by_text("The ticket is yours now.").wait_for()

    page.get_by_role("link", name="Check documents", exact=True).click()
    browser.assert_fits(page)
    for document in ("KTP", "NPWP"):
        page.get_by_role("heading", name=document, exact=True).wait_for()
        page.get_by_role("radio", name="Accept", exact=True).check()
        page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("Every document has its verdict.").wait_for()
    if javascript:
        browser.assert_accessible(page)
    page.get_by_role("button", name="Send the result").click()
    page.get_by_text("The result has been sent to the client.").wait_for()

    page.get_by_role("link", name="Record video call").click()
    browser.assert_fits(page)
    page.get_by_role("radio", name="Matches", exact=True).check()
    page.get_by_role("button", name="Record the outcome").click()
    page.get_by_text("The outcome of the video call is recorded.").wait_for()

    page.get_by_role("link", name="Update Status").click()
    browser.assert_fits(page)
    if javascript:
        browser.assert_accessible(page)
    page.get_by_role("link", name=re.compile("^Close ticket")).click()
    page.get_by_label("Answer").fill("Akun sudah aktif.")
    if javascript:
        browser.assert_accessible(page)
    page.get_by_role("button", name="Close ticket").click()
    page.get_by_text("The ticket is closed.").wait_for()
    ticket.refresh_from_db()
    assert ticket.status == "closed" and ticket.assignee == office.officer and ticket.call_verified_at


@pytest.mark.parametrize("width", [360, 1280])
def test_the_clients_list_fits_and_is_accessible(browser_page, live_server, office, width):
    for state in ("open_incomplete", "pending", "closed"):
        office.ticket(state)
    make.make_ticket("P" * 200, requester=office.client, service=office.plain)
    page = browser_page(width=width, language="en")
    browser.log_in(page, office.client, live_server.url)
    page.goto("/helpdesk/tiket/")
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.get_by_role("link", name=re.compile("^Pending")).click()
    assert page.locator(".ticket-card").count() == 1
