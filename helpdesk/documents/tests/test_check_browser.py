"""Ten documents judged without touching the mouse, in a real browser."""

import pytest
from django.urls import reverse

from helpdesk.attachments.opening import FileOpening
from helpdesk.catalogue.models import RefusalReason
from helpdesk.tests import browser
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
CODES = [f"berkas{number}" for number in range(10)]
# In free words the keys A, U, J and K are letters.
ROUND = {3: ["u", "2", "0", *"Ya ajuk", "Escape", "Control+Enter"], 5: ["1", "Enter"]}


@pytest.fixture
def ticket(site_tree):
    RefusalReason.objects.create(code="buram", label="Tulisannya tidak terbaca.", sort_order=1)
    RefusalReason.objects.create(code="potong", label="Sebagian terpotong.", sort_order=2)
    department = make.make_department("LPSE")
    ticket = make.make_ticket(service=make.make_service(department=department, documents=CODES))
    for code in CODES:
        make.send_document(ticket, code)
    ticket.refresh_from_db()
    ticket.officer = make.make_staff(department=department)
    return ticket


def shown(page, code):
    """The document stands on the page, and the keys work."""
    page.locator(f'check-round[data-keys] [data-document="{code}"][aria-current]').wait_for()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_ten_documents_by_keyboard_and_one_message(browser_page, live_server, ticket):
    page = browser_page(language="en")
    browser.log_in(page, ticket.officer, live_server.url)
    page.goto(reverse("helpdesk:ticket_check", args=[ticket.number]))
    shown(page, "berkas0")
    page.wait_for_function("document.querySelector('.page-picture__image').naturalWidth > 0")
    browser.assert_fits(page)
    browser.assert_accessible(page)
    press(page, "j")
    shown(page, "berkas1")
    press(page, "ArrowLeft")
    shown(page, "berkas0")
    for number, code in enumerate(CODES):
        shown(page, code)
        press(page, *ROUND.get(number, ["a", "Enter"]))
    page.get_by_text("Every document has its verdict.").wait_for()
    refused = {slot.code: slot.verdict_reason for slot in ticket.slots.filter(verdict="refuse")}
    assert refused == {"berkas3": "Sebagian terpotong. Ya ajuk", "berkas5": "Tulisannya tidak terbaca."}
    assert ticket.slots.filter(verdict="accept").count() == 8
    assert page.evaluate("document.activeElement.matches('[data-send]')")
    press(page, "Enter")
    page.wait_for_url(f"**{ticket.get_absolute_url()}")
    ticket.refresh_from_db()
    assert ticket.status == "pending" and ticket.messages.count() == 1
    assert FileOpening.objects.filter(person=ticket.officer, what="pages").exists()


def test_on_a_phone_the_keys_can_be_switched_off_and_a_lost_page_is_a_sentence(browser_page, live_server, ticket, monkeypatch):
    def lost(file, number):
        raise FileNotFoundError

    monkeypatch.setattr("helpdesk.attachments.page_pictures.page_picture", lost)
    page = browser_page(width=360, language="en", expect="422")
    browser.log_in(page, ticket.officer, live_server.url)
    page.goto(reverse("helpdesk:ticket_check", args=[ticket.number]))
    page.get_by_text("This page cannot be shown as a picture.").wait_for()
    assert page.get_by_role("link", name="Open the original").get_attribute("href") == ticket.slots.get(code="berkas0").current.get_absolute_url()
    browser.assert_fits(page)
    page.get_by_text("Keyboard").click()
    page.get_by_label("Use these keys").uncheck()
    press(page, "a")
    assert page.get_by_label("Decide later").is_checked()
    page.reload()
    press(page, "a")
    assert page.get_by_label("Decide later").is_checked(), "remembered"
