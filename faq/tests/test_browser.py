"""The FAQ in a browser: for a visitor, with and without JavaScript, and beside the form of a new ticket."""

import os

import pytest
from django.urls import reverse

from faq.models import FAQEntry, Opening, Opinion
from helpdesk.tests import browser
from helpdesk.tests import factories as make
from home.tests.ground import stand

ANSWER = "<p>Jalur <b>aman</b> dari luar kantor.</p>"


@pytest.fixture
def vpn():
    stand()
    FAQEntry.objects.all().delete()
    department = make.make_department("Jaringan", name_en="Network")
    service = make.make_service(department=department, title="Permintaan lain jaringan", free_title=True)
    FAQEntry.objects.create(question="Bagaimana pengajuan aplikasi?", answer="<p>Lewat tiket.</p>", department=department)
    return FAQEntry.objects.create(question="Apa itu VPN?", answer=ANSWER, department=department, service=service)


def looked_at(page, name):
    browser.assert_fits(page)
    browser.assert_accessible(page)
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/faq-{name}.png", full_page=True)


def test_a_visitor_finds_an_answer_while_typing_and_says_why_it_did_not_help(browser_page, vpn):
    page = browser_page(width=360, language="id")
    page.goto("/faq/")
    box = page.locator("main input[type=search]")
    box.press_sequentially("aplikasii")
    page.locator("#found .faq").filter(has_text="pengajuan aplikasi").wait_for()
    page.locator("#found .faq").filter(has_text="VPN").wait_for(state="detached")
    assert box.evaluate("box => box === document.activeElement") and "q=aplikasii" in page.url
    looked_at(page, "search-360")
    page.goto(f"/faq/#{vpn.anchor}")
    page.locator(f"#{vpn.anchor}").wait_for(state="visible")
    answer = page.locator(f"#{vpn.anchor}")
    looked_at(page, "open-360")
    answer.locator("[data-vote=tidak]").click()
    answer.locator("[value=incomplete]").check()
    looked_at(page, "why-360")
    answer.locator("textarea").fill("Alamatnya tidak ada.")
    answer.locator("form button").click()
    answer.locator("form").wait_for(state="detached")
    opinion = Opinion.objects.get()
    assert (opinion.is_useful, opinion.reason, opinion.text) == (False, "incomplete", "Alamatnya tidak ada.")
    assert "sessionid" not in {one["name"] for one in page.context.cookies()}


def test_without_javascript_a_visitor_searches_judges_and_passes_an_answer_on(browser_page, vpn):
    page = browser_page(width=1280, language="id", javascript=False)
    page.goto("/faq/?q=vpn")
    page.locator("details[open] .faq__link").click()
    page.wait_for_url(f"**{vpn.url}")
    page.locator("[data-vote=ya]").click()
    page.locator("main form button").click()
    page.wait_for_url("**selesai=1")
    assert Opinion.objects.get().is_useful


def test_answers_appear_while_a_client_types_the_title_of_a_ticket(browser_page, live_server, vpn):
    client, service = make.make_client("budi"), vpn.service
    page = browser_page(width=360, language="id")
    browser.log_in(page, client, live_server.url)
    page.goto(f"{reverse('helpdesk:ticket_create')}?layanan={service.code}")
    page.locator("answer-proposals details").filter(has_text="VPN").wait_for()
    page.locator("[name=title]").press_sequentially("pengajuan aplikasi")
    offered = page.locator("answer-proposals details").filter(has_text="pengajuan aplikasi")
    offered.wait_for()
    looked_at(page, "ticket-360")
    with page.expect_response("**/dibuka/"):
        offered.locator("summary").click()
    assert Opening.objects.get().person == client
