"""The search and a service's page in a real browser: without a mouse, without JavaScript, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from faq.models import FAQEntry
from helpdesk.departments.models import Department
from helpdesk.tests import browser
from home.tests.ground import stand

FOCUSED = "document.activeElement.matches('input[type=search]')"


@pytest.fixture
def site(browser_page):
    stand()
    FAQEntry.objects.create(
        question="Bagaimana pendaftaran orkestra?", answer="<p>Daftarkan orkestra Anda.</p>", department=Department.objects.get(code="email")
    )


def test_a_search_without_a_mouse_answers_while_one_types(site, browser_page):
    page = browser_page(width=360, language="en")
    page.goto("/cari/")
    for _step in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED):
            break
    page.keyboard.type("mendaftar orkes")
    page.locator("#hasil mark").first.wait_for()
    assert page.locator("instant-search > [role=status]").inner_text() == "1 result for “mendaftar orkes”"
    assert page.url.endswith("/cari/?q=mendaftar+orkes") and page.evaluate(FOCUSED)
    page.keyboard.press("Control+A")
    page.keyboard.type("zxzxzx")
    page.locator("[data-nothing-found]").wait_for()
    assert page.evaluate(FOCUSED)
    page.keyboard.press("Control+A")
    page.keyboard.type("mendaftar orkes")
    page.locator("#hasil mark").first.wait_for()
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/faq/\d+"))
    assert "Daftarkan orkestra Anda." in page.locator("main").inner_text()


def test_a_search_and_a_filter_work_without_javascript(site, browser_page):
    page = browser_page(javascript=False)
    page.goto("/cari/")
    page.locator("main input[type=search]").fill("pendaftarn orkestra")
    page.keyboard.press("Enter")
    assert page.locator("#hasil mark").first.inner_text() == "pendaftaran"
    page.goto("/layanan/")
    page.locator('main a.chip[href="/layanan/?untuk=penyedia"]').click()
    assert page.locator("main a.chip[aria-current]").get_attribute("href") == "/layanan/?untuk=penyedia"
    page.locator('a.service-card[href="/layanan/lpse-registrasi/"]').click()
    page.locator("summary", has_text="perorangan").click()
    expect(page.get_by_text("KTP pemilik usaha perorangan")).to_be_visible()


def test_on_a_phone_the_button_of_a_service_stays_in_reach(site, browser_page):
    page = browser_page(width=360, color_scheme="dark")
    page.goto("/layanan/lpse-registrasi/")
    button = page.locator(".standard__ask a")
    for place in ("0", "document.body.scrollHeight / 2"):
        page.evaluate(f"scrollTo(0, {place})")
        box = button.bounding_box()
        assert box["y"] > 0 and box["y"] + box["height"] <= browser.PHONE[1]
    browser.assert_fits(page)
    browser.assert_accessible(page)
