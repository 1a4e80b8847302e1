"""Row B6: new tickets and replies appear under Notifikasi and by e-mail; walked as staff and as client."""

import re

from playwright.sync_api import expect

from helpdesk.notifications.models import Notification
from helpdesk.notifications.tests.office import Office
from helpdesk.tests.browser import PHONE, assert_accessible, assert_fits, log_in


def bell(page):
    return page.get_by_role("link", name=re.compile("Notifications|Notifikasi")).filter(visible=True).first


def test_new_tickets_and_replies_ring_the_bell_and_lead_to_the_ticket(browser_page, live_server, mailoutbox):
    office = Office()
    office.confirm_all()
    ticket = office.new()
    assert {mail.to[0] for mail in mailoutbox} == {"sari@example.id", "beni@example.id"}

    page = browser_page(width=PHONE[0], language="en")
    log_in(page, office["officer"], live_server.url)
    page.goto("/helpdesk/")
    assert bell(page).locator("[data-unread]").inner_text().split()[0] == "1"
    bell(page).click()
    page.get_by_role("heading", name="Notifications").wait_for()
    expect(page.get_by_role("link", name="Unread (1)")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name="Budi Prasetyo submitted the ticket.").click()
    page.get_by_text(f"Ticket Number #{ticket.number}").first.wait_for()
    assert page.locator("[data-unread]").count() == 0, "opened is read"

    mailoutbox.clear()
    ticket.reply("Kami periksa.", by=office["officer"])
    [mail] = mailoutbox
    assert mail.to == ["budi@example.id"] and f"{live_server.url}{ticket.get_absolute_url()}" in mail.body
    page = browser_page(language="id")
    log_in(page, office["client"], live_server.url)
    page.goto("/helpdesk/notifikasi/")
    page.get_by_role("heading", name="Notifikasi").wait_for()
    expect(page.get_by_role("button", name="BoA45Xm membalas.")).to_be_visible()
    expect(page.locator("[data-unread]")).not_to_have_count(0)
    assert_accessible(page)
    with page.expect_response(lambda answer: "/notifikasi/tiket/" in answer.url):
        page.goto(ticket.get_absolute_url())  # as from the mail
    page.wait_for_function("document.querySelectorAll('[data-unread]').length === 0")
    assert not Notification.objects.of(office["client"]).unread().exists()


def test_without_javascript_a_button_marks_the_tickets_news_as_read(browser_page, live_server):
    office = Office()
    ticket = office.new()
    ticket.reply("Kami periksa.", by=office["officer"])
    page = browser_page(width=PHONE[0], language="en", javascript=False)
    log_in(page, office["client"], live_server.url)
    page.goto(ticket.get_absolute_url())
    page.get_by_role("button", name="Mark this ticket's notifications as read").click()
    page.get_by_text(f"Ticket Number #{ticket.number}").first.wait_for()
    assert page.locator("[data-unread]").count() == 0
