"""The province's manual, rows B1 (Beranda) and B13 (FAQ), in a browser and in its words."""

import pytest
from playwright.sync_api import expect

from faq.models import FAQEntry
from helpdesk.tests import browser
from helpdesk.tests import factories as make
from home.tests.ground import stand

ANSWER = "Minta lewat tiket.\n\n- KTP\n- Surat tugas"


@pytest.fixture
def opened(browser_page, live_server):
    def open_as(person, path, *, language="en", **options):
        page = browser_page(language=language, **options)
        if person is not None:
            browser.log_in(page, person, live_server.url)
        page.goto(path)
        return page

    return open_as


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


def says(page, text):
    page.get_by_text(text).first.wait_for()


def fill(page, subject, description, department=None):
    """Department, Subject, Description."""
    if department:
        page.get_by_label("Department", exact=True).select_option(label=department)
    page.get_by_label("Subject", exact=True).fill(subject)
    page.get_by_label("Description").fill(description)


def test_beranda_shows_the_faq_in_tabs_and_leads_a_visitor_through_login_to_a_new_ticket(opened):
    """Row B1."""
    stand()
    silent = make.make_department("Tanpa tanya jawab")
    client = make.make_client("budi", password=make.PASSWORD)
    page = opened(None, "/", width=1280)
    menu = page.get_by_role("navigation", name="Main menu").first
    assert menu.get_by_role("link").all_inner_texts() == ["Home", "About the application", "Contact", "Login"]
    assert page.locator(".topbar .button--main:visible").all_inner_texts() == ["Create Ticket"]
    assert page.get_by_role("heading", level=1).inner_text().startswith("Selamat Datang")
    expect(page.get_by_role("link", name="Send a help ticket").first).to_be_visible()
    tabs = page.get_by_role("tab")
    names = set(tabs.all_inner_texts())
    assert len(names) > 2 and str(silent) not in names
    tabs.nth(1).click()
    panel = page.get_by_role("tabpanel")
    question = panel.locator("summary").first
    question.click()
    panel.locator(".faq__answer").first.wait_for(state="visible")
    browser.assert_fits(page)
    browser.assert_accessible(page)
    follow(page, "Create Ticket")
    page.get_by_label("Username", exact=True).fill(client.username)
    page.get_by_label("Password", exact=True).fill(make.PASSWORD)
    press(page, "Login")
    page.get_by_role("heading", name="New ticket").wait_for()
    assert page.url.split("?")[0].endswith("/helpdesk/tiket/baru/")


def test_staff_add_a_question_an_admin_publishes_it_and_the_public_reads_it(opened):
    """Row B13, at the desk."""
    department = make.make_department("Jaringan", name_en="Network")
    staff = make.make_staff("rudi", department, name="Rudi Hartono")
    page = opened(staff, "/helpdesk/faq/", width=360)
    follow(page, "Add New Question")
    fill(page, "Bagaimana meminta VPN?", ANSWER)
    browser.assert_accessible(page)
    press(page, "Save as a draft")
    says(page, "Saved as a draft.")
    assert not page.get_by_role("button", name="Save and publish").count()

    page = opened(make.make_admin("adi"), "/helpdesk/faq/", width=1280)
    heads = [head.strip() for head in page.get_by_role("columnheader").all_inner_texts()]
    assert heads == ["Id", "Title", "Department", "Date", "Status"]
    entry = FAQEntry.objects.get()
    row = page.get_by_role("row", name="Bagaimana meminta VPN?")
    assert [f"#{entry.pk}" in row.inner_text(), "Network" in row.inner_text(), "Draft" in row.inner_text()] == [True] * 3
    browser.assert_accessible(page)
    follow(page, "Bagaimana meminta VPN?")
    press(page, "Save and publish")
    says(page, "Published: everybody can read it now.")
    says(page, "Rudi Hartono")
    browser.assert_fits(page)
    browser.assert_accessible(page)
    assert FAQEntry.objects.live().get().answer == "<p>Minta lewat tiket.</p><ul><li>KTP</li><li>Surat tugas</li></ul>"


def test_a_client_sends_a_question_and_reads_its_answer(opened):
    """Row B13, for clients; the desk in Indonesian."""
    department = make.make_department("Jaringan", name_en="Network")
    client = make.make_client("budi", name="Budi Prasetyo")
    page = opened(client, "/helpdesk/faq/", width=360)
    follow(page, "Send a question")
    fill(page, "Bolehkah VPN dari rumah?", "Saya bekerja dari rumah.", "Network")
    browser.assert_accessible(page)
    press(page, "Submit")
    says(page, "Your question was sent. You will be told when it is answered.")
    browser.assert_fits(page)

    desk = opened(make.make_admin("adi"), "/helpdesk/faq/?status=question", language="id")
    desk.get_by_role("link", name="Bolehkah VPN dari rumah?").click()
    says(desk, "Saya bekerja dari rumah.")
    desk.locator("textarea[name=description]").fill("Boleh, dengan surat tugas.")
    desk.locator("[name=do][value=publish]").click()
    desk.locator(".badge--ok").first.wait_for()

    page.goto("/helpdesk/notifikasi/")
    page.get_by_role("main").get_by_text("Bolehkah VPN dari rumah?").first.click()
    says(page, "Boleh, dengan surat tugas.")
    browser.assert_accessible(page)
    assert FAQEntry.objects.live().get().department == department
