"""An editor at work, in a real browser: Beranda edited, previewed and published; an answer scheduled; one approved first."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.management import call_command
from django.utils import timezone

from faq import workflow
from faq.models import FAQEntry
from helpdesk.tests import browser, factories
from home import setup
from home.models import HomePage


@pytest.fixture
def office(site_tree):
    setup.pages()
    workflow.ensure()
    return factories.make_department("Email", code="email")


@pytest.fixture
def cms(office, browser_page, live_server, settings):
    """`cms(person)` opens the CMS as this person."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # a draft that saves itself whenever it likes would meet the buttons half-way

    def open_as(person):
        # A form that is not complete yet cannot be saved by itself: Wagtail tries, and hears 400.
        page = browser_page(expect=["400 (Bad Request)"])
        browser.log_in(page, person, live_server.url)
        return page

    return open_as


def text_of(page, path):
    page.goto(path)
    return page.locator("body").inner_text()


def press(page, name):
    """Press a button of the form's foot; all but the first stand in a menu."""
    button = page.locator(f"footer button[name={name}], [data-tippy-root] button[name={name}]")
    if not button.first.is_visible():
        page.locator("footer .w-dropdown-button [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        button.first.click()
    browser.settle(page)


def write(page, question, answer):
    """Fill the form of a new answer."""
    page.goto("/cms/snippets/faq/faqentry/add/")
    page.locator("[name=department]").select_option(label="Email")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type(answer)
    page.locator("[name=question]").fill(question)
    # The text of the editor reaches the form a moment after it was typed.
    page.wait_for_function("(words) => document.querySelector('[name=answer]').value.includes(words)", arg=answer)


def test_an_editor_changes_beranda_sees_it_before_and_a_visitor_after_it_is_published(cms, browser_page):
    visitor = browser_page()
    assert "Halo dari redaksi" not in text_of(visitor, "/")
    page = cms(factories.make_editor())
    page.goto("/cms/")
    assert page.locator(".office-mark__name").inner_text() == "Helpdesk"
    page.goto(f"/cms/pages/{HomePage.objects.get().pk}/edit/")
    page.locator("[name=hero_title]").fill("Halo dari redaksi")
    page.locator("[data-side-panel-toggle=preview]").click()
    preview = page.frame_locator("#w-preview-iframe")
    preview.locator("h1", has_text="Halo dari redaksi").wait_for()
    assert "Halo dari redaksi" not in text_of(visitor, "/")
    press(page, "action-publish")
    assert "Halo dari redaksi" in text_of(visitor, "/")
    assert visitor.locator("wagtail-userbar").count() == 0
    page.goto("/")
    page.locator("wagtail-userbar").wait_for(state="attached")


def test_an_answer_appears_at_its_time_and_not_before(cms, browser_page):
    visitor, page = browser_page(), cms(factories.make_editor())
    write(page, "Kapan sandi berganti?", "Setiap tahun.")
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    tomorrow = timezone.localtime() + timedelta(days=1)
    # By script: the calendar that opens for a click covers the button.
    page.locator("[name=go_live_at]").evaluate(
        "(field, moment) => { field.value = moment; field.dispatchEvent(new Event('change', {bubbles: true})) }",
        tomorrow.strftime("%Y-%m-%d %H:%M"),
    )
    with page.expect_navigation():
        page.locator("#schedule-publishing-dialog button[type=submit]").click()
    press(page, "action-publish")
    entry = FAQEntry.objects.get()
    assert not entry.live and entry.go_live_at is not None
    assert "Kapan sandi berganti?" not in text_of(visitor, "/faq/")
    call_command("publish_scheduled")
    assert "Kapan sandi berganti?" not in text_of(visitor, "/faq/")
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")  # what the clock does each minute
    assert "Kapan sandi berganti?" in text_of(visitor, "/faq/")


def test_an_answer_that_was_sent_for_approval_appears_when_it_is_approved(cms, browser_page):
    visitor, page = browser_page(), cms(factories.make_editor())
    write(page, "Bagaimana mengganti sandi?", "Buka profil Anda.")
    press(page, "action-submit")
    assert "Bagaimana mengganti sandi?" not in text_of(visitor, "/faq/")
    admin = cms(factories.make_admin())
    admin.goto("/cms/")
    admin.get_by_role("link", name="Bagaimana mengganti sandi?").first.click()
    browser.settle(admin)
    approve = admin.locator("[data-workflow-action-name=approve][data-launch-modal=false], [data-workflow-action-name=approve]").first
    if not approve.is_visible():
        admin.locator("footer .w-dropdown-button [data-w-dropdown-target=toggle]").click()
    with admin.expect_navigation():
        approve.click()
    assert FAQEntry.objects.get().live
    assert "Bagaimana mengganti sandi?" in text_of(visitor, "/faq/")
