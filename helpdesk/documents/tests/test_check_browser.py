"""Ten documents judged without touching the mouse, in a real browser; and two without JavaScript."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from helpdesk.attachments import page_pictures
from helpdesk.attachments.opening import FileOpening
from helpdesk.catalogue.models import RefusalReason
from helpdesk.tests import browser
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
CODES = [f"berkas{number}" for number in range(10)]
# In free words the keys A, U, J and K are letters.
ROUND = {3: ["u", "2", "0", *"Ya ajuk", "Escape", "Control+Enter"], 5: ["1", "Enter"]}


def asking_for(codes):
    RefusalReason.objects.create(code="buram", label="Tulisannya tidak terbaca.", sort_order=1)
    RefusalReason.objects.create(code="potong", label="Sebagian terpotong.", sort_order=2)
    department = make.make_department("LPSE")
    ticket = make.make_ticket(service=make.make_service(department=department, documents=codes))
    for code in codes:
        make.send_document(ticket, code)
    ticket.refresh_from_db()
    ticket.officer = make.make_staff(department=department)
    return ticket


@pytest.fixture
def ticket(site_tree):
    return asking_for(CODES)


@pytest.fixture
def one_drawing(monkeypatch):
    """PDFium draws the first page that is asked for; the others are a tiny one. What drawing costs is tried elsewhere."""
    draw, tiny = page_pictures.page_picture, io.BytesIO()
    Image.new("RGB", (60, 85), "white").save(tiny, "JPEG")
    first = []

    def picture(file, number):
        first.append(file.pk)
        return draw(file, number) if file.pk == first[0] else tiny.getvalue()

    monkeypatch.setattr(page_pictures, "page_picture", picture)


def shown(page, code):
    """The document stands on the page, and the keys work."""
    page.locator(f'check-round[data-keys] [data-document="{code}"][aria-current]').wait_for()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_ten_documents_by_keyboard_and_one_message(browser_page, live_server, ticket, one_drawing):
    page = browser_page(language="en")
    browser.log_in(page, ticket.officer, live_server.url)
    page.goto(reverse("helpdesk:check_queue"))
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.get_by_role("link", name="Start checking").press("Enter")
    shown(page, "berkas0")
    page.locator(".page-picture__image").evaluate("image => image.decode()")
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
    page.wait_for_url(f"**{reverse('helpdesk:check_queue')}")
    page.get_by_text("No document waits for a check").wait_for()
    ticket.refresh_from_db()
    assert ticket.status == "pending" and ticket.messages.count() == 1
    assert FileOpening.objects.filter(person=ticket.officer, what="pages").exists()


def test_without_javascript_every_step_is_a_button_or_a_link(browser_page, live_server, site_tree, one_drawing):
    ticket = asking_for(CODES[:2])
    page = browser_page(width=360, javascript=False, language="en")
    browser.log_in(page, ticket.officer, live_server.url)
    page.goto(reverse("helpdesk:check_queue"))
    page.get_by_role("link", name="Start checking").click()
    page.get_by_role("heading", name="BERKAS0").wait_for()
    browser.assert_fits(page)
    page.get_by_label("Accept", exact=True).check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("heading", name="BERKAS1").wait_for()
    page.get_by_label("Ask again").check()
    page.get_by_label("Sebagian terpotong.").check()
    page.get_by_label("In your own words").fill("Halaman 2.")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("Every document has its verdict.").wait_for()
    page.get_by_role("button", name="Send the result").click()
    page.get_by_text(f"The result of ticket #{ticket.number} has been sent").wait_for()
    ticket.refresh_from_db()
    assert ticket.status == "pending" and "• BERKAS1: Sebagian terpotong. Halaman 2." in ticket.messages.get().text


def test_on_a_phone_the_keys_can_be_switched_off_and_a_lost_page_is_a_sentence(browser_page, live_server, ticket, monkeypatch):
    def lost(file, number):
        raise FileNotFoundError

    monkeypatch.setattr("helpdesk.attachments.page_pictures.page_picture", lost)
    page = browser_page(width=360, language="en", expect="422")
    browser.log_in(page, ticket.officer, live_server.url)
    page.goto(reverse("helpdesk:ticket_check", args=[ticket.number]))
    page.get_by_text("This page cannot be shown as a picture.").wait_for()
    assert page.locator(".page-picture__sentence").get_by_role("link", name="Open the original").get_attribute("href") == ticket.slots.get(code="berkas0").current.get_absolute_url()
    browser.assert_fits(page)
    page.get_by_text("Keyboard").click()
    page.get_by_label("Use these keys").uncheck()
    press(page, "a")
    assert page.get_by_label("Decide later").is_checked()
    page.reload()
    press(page, "a")
    assert page.get_by_label("Decide later").is_checked(), "remembered"
