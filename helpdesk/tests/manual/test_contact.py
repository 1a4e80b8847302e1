"""Kontak (row B16), walked in a browser: a visitor writes, with JavaScript and without; an Admin answers, and makes a ticket."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from contact.models import ContactMessage
from contact.tests.make import make_message
from helpdesk.accounts.tests.captcha import answer_to
from helpdesk.tests import factories as make
from helpdesk.tests.browser import assert_accessible, assert_fits, log_in
from helpdesk.tests.guide.steps import press, says
from helpdesk.tickets.models import Ticket
from home.tests.ground import stand

pytestmark = pytest.mark.django_db(transaction=True)


def written(page, **changes):
    page.goto("/kontak/")
    typed = {"Name": "Warga Contoh", "Email": "warga@example.id", "Title": "Jam", "Message": "Jam berapa?"} | changes
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)


def test_who_mistypes_the_address_keeps_the_text_and_the_solved_check(browser_page):
    stand()
    page = browser_page(language="en", width=360, expect="422")
    written(page, Email="salah")
    page.get_by_role("checkbox", name="I'm not a robot").click()
    page.get_by_text("Checked, thank you").wait_for()
    press(page, "Submit")
    page.get_by_text("Enter a valid email address.").wait_for()
    expect(page.get_by_text("Checked, thank you")).to_be_visible()
    expect(page.locator("altcha-widget")).to_have_count(0)
    assert page.get_by_label("Message", exact=True).input_value() == "Jam berapa?"
    assert_fits(page)
    assert_accessible(page)
    page.get_by_label("Email", exact=True).fill("warga@example.id")
    press(page, "Submit")
    page.wait_for_url("**/terima-kasih/")
    assert ContactMessage.objects.get().email == "warga@example.id"


def test_a_visitor_without_javascript_answers_a_question_in_words(browser_page):
    stand()
    page = browser_page(language="en", width=360, javascript=False)
    written(page)
    question = page.locator(".captcha__question")
    page.locator(".captcha__answer").fill(answer_to(question.inner_text()))
    assert_fits(page)
    press(page, "Submit")
    page.wait_for_url("**/terima-kasih/")
    assert ContactMessage.objects.get().subject == "Jam"


def test_an_admin_answers_a_message_and_makes_a_ticket_of_another(browser_page, live_server):
    stand()
    make_message("Alamat kantor", email="satu@example.id")
    make_message("Wi-Fi mati", text="Sejak pagi.", name="Wati Lestari", email="dua@example.id")
    page = browser_page(language="en", width=360)
    log_in(page, make.make_admin("siti", name="Siti Aminah"), live_server.url)
    page.goto("/helpdesk/pesan/")
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name="Alamat kantor").click()
    page.get_by_label("Answer", exact=True).fill("Jalan Contoh 1.")
    assert_fits(page)
    assert_accessible(page)
    press(page, "Send the answer")
    says(page, "Sent by email")
    assert [(one.to, "Jalan Contoh 1." in one.body) for one in mail.outbox] == [(["satu@example.id"], True)]

    page.goto("/helpdesk/pesan/?status=new")
    page.get_by_role("link", name="Wi-Fi mati").click()
    page.get_by_role("link", name="Make a ticket of it").click()
    assert page.get_by_label("Name of the new client").input_value() == "Wati Lestari"
    page.get_by_label("Department and service").select_option(index=1)
    assert_fits(page)
    assert_accessible(page)
    press(page, "Create Ticket")
    page.get_by_role("link", name="Contact message #").wait_for()
    assert Ticket.objects.get().requester.name == "Wati Lestari"
    assert ContactMessage.objects.unanswered().count() == 0
