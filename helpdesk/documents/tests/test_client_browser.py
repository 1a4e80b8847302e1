"""The client's way in a real browser: one of three documents is refused and only that is replaced, by keyboard; the
status page works without JavaScript, and by the code of the receipt."""

import pytest
from playwright.sync_api import expect

from helpdesk.documents.result import send_result
from helpdesk.tests import browser, factories
from helpdesk.tests.files import small_pdf
from helpdesk.tickets.models import Ticket


@pytest.fixture
def ticket(site_tree):
    service = factories.make_service("Registrasi", documents=["ktp", "npwp", "nib"])
    ticket = factories.make_ticket(requester=factories.make_client("budi", name="Budi Prasetyo"), service=service)
    officer = factories.make_admin()
    for code in ("ktp", "npwp", "nib"):
        slot = factories.send_document(ticket, code)
        refused = code == "npwp"
        factories.judge_document(slot, "refuse" if refused else "accept", "Halaman 2 tidak terbaca." if refused else "", by=officer)
    send_result(Ticket.objects.get(pk=ticket.pk), by=officer)
    return Ticket.objects.get(pk=ticket.pk)


def test_only_the_refused_document_is_replaced_by_keyboard(browser_page, live_server, ticket):
    page = browser_page(language="en", width=360)
    browser.log_in(page, ticket.requester, live_server.url)
    page.goto(ticket.get_absolute_url())
    replace = page.get_by_role("link", name="Replace")
    assert replace.count() == 1, "accepted documents stay"
    expect(page.locator("#document-npwp").get_by_text("Halaman 2 tidak terbaca.")).to_be_visible()
    expect(page.get_by_text("Send again or add: NPWP.")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        replace.press("Enter")
    chooser.value.set_files({"name": "npwp-baru.pdf", "mimeType": "application/pdf", "buffer": small_pdf("baru")})
    start = page.get_by_role("button", name="Start Upload")
    start.focus()
    page.keyboard.press("Enter")
    page.locator("#document-npwp", has_text="npwp-baru.pdf").wait_for()
    assert {slot.code: slot.state for slot in ticket.slots.all()} == {"ktp": "accepted", "npwp": "sent", "nib": "accepted"}
    page.reload()
    earlier = page.locator("#document-npwp summary")
    earlier.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#document-npwp").get_by_text("Halaman 2 tidak terbaca."), "the earlier version says why").to_be_visible()
    browser.assert_fits(page)
    browser.assert_accessible(page)


def test_the_status_page_without_javascript(browser_page, live_server, ticket):
    page = browser_page(language="en", width=360, javascript=False)
    page.goto(f"{live_server.url}/status/")
    page.get_by_label("Ticket Number").fill(str(ticket.number))
    page.get_by_label("PIN").fill(ticket.pin)
    page.get_by_role("button", name="Show the status").click()
    expect(page.get_by_text("Documents are still needed.")).to_be_visible()
    browser.assert_fits(page)


def test_the_code_of_the_receipt_opens_it_and_leaves_no_pin_in_the_address(browser_page, live_server, ticket):
    page = browser_page(language="en")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/status/#{ticket.number}-{ticket.pin}")
    page.get_by_text("Documents are still needed.").wait_for()
    assert ticket.pin not in page.url and not [url for url in asked if ticket.pin in url.partition("#")[0]]
    browser.assert_accessible(page)
