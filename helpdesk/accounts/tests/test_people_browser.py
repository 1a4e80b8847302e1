"""Rows A1 to A3 in a real browser: register, log in, profile; with the real proof of work, and with JavaScript off."""

import pytest
from playwright.sync_api import expect

from helpdesk.accounts.models import User
from helpdesk.accounts.tests.captcha import answer_to
from helpdesk.tests import browser, factories

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "empat kuda di sawah 7"


def fill_in(page, **more):
    for label, value in {
        "Username": "sari.w", "Email": "sari@example.id", "WhatsApp number": "0812 3456 7890", **more,
    }.items():
        page.get_by_label(label, exact=True).fill(value)
    page.locator("#id_name").fill("Sari Wulandari")
    page.locator("#id_password1").fill(PASSWORD)
    page.get_by_role("checkbox", name="I have read").check()


def log_in(page):
    page.wait_for_url("**/akun/login/")
    assert page.get_by_label("Username", exact=True).input_value() == "sari.w"
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Login", exact=True).click()
    page.wait_for_url("**/helpdesk/")


def test_a_company_registers_on_a_phone_and_logs_in(browser_page):
    page = browser_page(width=360, language="en")
    page.goto("/akun/login/")
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.get_by_role("link", name="Register Now").click()
    expect(page.locator("#id_agency")).to_be_hidden()
    expect(page.locator("#id_organisation")).to_be_visible()
    page.get_by_role("radio", name="Citizen").check()
    expect(page.locator("#id_organisation")).to_be_hidden()
    page.get_by_role("radio", name="Company").check()
    page.locator("#id_organisation").fill("PT Maju Contoh")
    fill_in(page)
    page.get_by_role("checkbox", name="I'm not a robot").click()
    page.get_by_text("Checked, thank you").wait_for()
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.get_by_role("button", name="Register", exact=True).click()
    log_in(page)
    expect(page.get_by_text("Please confirm your email address")).to_be_visible()
    page.goto("/helpdesk/profil/")
    browser.assert_fits(page)
    browser.assert_accessible(page)
    expect(page.get_by_text("PT Maju Contoh").first).to_be_visible()
    assert User.objects.get(username="sari.w").organisation.name == "PT Maju Contoh"


def test_without_javascript_an_agency_registers_and_logs_in(browser_page):
    agency = factories.make_organisation("Dinas Contoh", kind="agency")
    page = browser_page(width=360, javascript=False, language="en")
    page.goto("/akun/signup/")
    page.get_by_role("radio", name="Government agency").check()
    page.locator("#id_agency").select_option(str(agency.pk))
    fill_in(page)
    page.locator(".captcha__answer").fill(answer_to(page.locator(".captcha__question").inner_text()))
    page.get_by_role("button", name="Register", exact=True).click()
    log_in(page)
    assert User.objects.get(username="sari.w").organisation == agency
