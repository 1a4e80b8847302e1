"""Rows B5, B6 and B7 of the province's manual, and tickets on behalf, watching and correcting, walked in a browser."""

import re

import pytest
from playwright.sync_api import expect

from helpdesk.accounts.addresses import ensure_address
from helpdesk.accounts.models import User
from helpdesk.catalogue.models import TicketSource
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tests.browser import assert_accessible, assert_fits, log_in
from helpdesk.tests.guide.steps import follow, pdf, press, region, says
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(browser_page):
    make.make_source()
    TicketSource.objects.create(code="datang", label="Datang langsung", label_en="Walk-in")
    return make.make_department("Jaringan Internet / Bandwidth")


@pytest.fixture
def other_request(desk):
    return make.make_service("Permintaan lain", department=desk, free_title=True)


@pytest.fixture
def rudi(desk):
    return confirmed(make.make_staff("rudi", desk, name="Rudi Hartono"))


@pytest.fixture
def budi(desk):
    return confirmed(make.make_client("budi", name="Budi Prasetyo", organisation=make.make_organisation("Dinas Contoh")))


def confirmed(person):
    ensure_address(person, verified=True)
    return person


@pytest.fixture
def opened(browser_page, live_server):
    def open_as(person, path, **options):
        page = browser_page(**{"language": "en", **options})
        log_in(page, person, live_server.url)
        page.goto(path)
        return page

    return open_as


def fact(page, name):
    return page.locator("#ticket-facts .fact", has=page.get_by_text(name, exact=True)).locator("dd").inner_text()


def test_new_ticket_with_a_file_then_reply_assign_and_status(desk, other_request, rudi, budi, opened):
    """B5 as a client on a phone, B6 as staff."""
    page = opened(budi, "/helpdesk/tiket/baru/", width=360)
    region(page, str(desk)).get_by_role("link", name="Permintaan lain").click()
    page.get_by_label("Title", exact=True).fill("Internet lambat di lantai dua")
    page.get_by_label("Description", exact=True).fill("Sejak pagi.")
    page.get_by_label("Attach File").set_input_files(pdf("foto-modem.pdf"))
    assert_fits(page)
    press(page, "Submit")
    says(page, "the helpdesk will answer you on this page")
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.department) == ("Internet lambat di lantai dua", desk)

    page = opened(rudi, f"/helpdesk/tiket/{ticket.number}/")
    assert fact(page, "Ticket Number") == f"#{ticket.number}" and fact(page, "Status") == "Open"
    assert "Budi Prasetyo" in fact(page, "Submitted By") and "Dinas Contoh" in fact(page, "Submitted By")
    assert fact(page, "Department") == str(desk) and fact(page, "Assigned to") == "—"
    files = region(page, "Files")
    expect(files.get_by_role("link", name="foto-modem.pdf")).to_be_visible()
    assert "Uploaded by Budi Prasetyo" in files.inner_text()
    follow(page, "Reply This Ticket")
    form = page.locator("#reply")
    form.get_by_label("Message").fill("Kami periksa modemnya.")
    form.get_by_label("Add File").set_input_files(pdf("panduan.pdf"))
    form.get_by_role("button", name="Reply", exact=True).click()
    says(page, "Your reply has been sent.")
    assert "Uploaded by Rudi Hartono" in region(page, "Files").inner_text()
    follow(page, "Assign Ticket")
    page.get_by_label("Assigned to").select_option(label="Rudi Hartono")
    press(page, "Assign")
    says(page, "The ticket is assigned.")
    assert fact(page, "Assigned to") == "Rudi Hartono"
    assert_accessible(page)
    follow(page, "Update Status")
    says(page, "Close ticket")
    assert_fits(page)


def test_the_list_is_searched_by_words_status_and_department(desk, other_request, rudi, budi, opened):
    """B7 as an Admin, in English and with the Indonesian words."""
    server = make.make_service("Server mati", department=make.make_department("Server"))
    mine = [make.make_ticket(f"Laptop {n}", requester=budi, service=other_request) for n in range(3)]
    mine[0].reply("Sebentar.", by=rudi)
    mine[1].wait_for_client("Lantai berapa?", by=rudi)
    mine[2].close("Selesai.", by=rudi)
    make.make_ticket("Server mati total", requester=budi, service=server)
    admin = confirmed(make.make_admin("adi"))
    page = opened(admin, "/helpdesk/tiket/")
    heads = page.get_by_role("columnheader").all_inner_texts()
    for word in ("#", "TITLE", "SUBMITTED BY", "DEPARTMENT", "DATE", "STATUS", "ACTION"):
        assert any(word in head.upper() for head in heads), word
    statuses = page.get_by_role("navigation", name="Search By Status")
    counts = [" ".join(text.split()) for text in statuses.get_by_role("listitem").all_inner_texts()]
    assert counts == ["Open 1", "Pending 1", "Replied 1", "Closed 1", "View All 4"]
    statuses.get_by_role("link", name="Pending").click()
    says(page, "Laptop 1")
    assert not page.get_by_role("link", name="Laptop 0").count()
    page.get_by_label("Exact status").select_option(label="Closed (1)")
    says(page, "Laptop 2")
    statuses.get_by_role("link", name="View All").click()
    page.get_by_role("navigation", name="Departments").get_by_role("link", name="Server").click()
    page.get_by_role("link", name="Server mati total").wait_for()
    assert not page.get_by_role("link", name="Laptop 0").count()
    page.goto("/helpdesk/tiket/?q=laptop")
    assert page.get_by_role("link", name=re.compile("^Laptop")).count() == 3
    assert_accessible(page)

    page = opened(admin, "/helpdesk/tiket/", width=360, language="id")
    for words in ("Menurut status", "Departemen"):
        expect(page.get_by_role("heading", name=words, exact=True), words).to_be_visible()
    expect(page.get_by_role("link", name="Semua 4")).to_be_visible()
    assert_fits(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_officer_makes_a_ticket_for_a_client(desk, other_request, rudi, budi, opened, javascript):
    """Table C, “on behalf of a client”: at the counter, found by the organisation."""
    page = opened(rudi, "/helpdesk/", width=360, javascript=javascript)
    page.goto("/helpdesk/tiket/baru/")
    assert_fits(page)
    page.get_by_role("searchbox").fill("dinas")
    press(page, "Search")
    page.get_by_role("link", name="Budi Prasetyo").click()
    says(page, "Step 2 of 3")
    assert_fits(page)
    page.get_by_role("link", name="Permintaan lain").click()
    page.get_by_label("Title", exact=True).fill("Kabel putus")
    page.get_by_label("Description", exact=True).fill("Disampaikan di loket.")
    assert page.get_by_label("Source").locator("option:checked").inner_text() == "Walk-in"
    if javascript:
        assert_accessible(page)
    press(page, "Submit")
    ticket = Ticket.objects.get(title="Kabel putus") if Ticket.objects.exists() else None
    says(page, "of Budi Prasetyo has been created.")
    ticket = ticket or Ticket.objects.get()
    assert "Rudi Hartono submitted the ticket for Budi Prasetyo." in region(page, "Recent Activity").inner_text()
    assert (ticket.requester, ticket.created_by) == (budi, rudi)


def test_a_client_without_email_is_added_at_the_counter(desk, other_request, rudi, opened):
    page = opened(rudi, "/helpdesk/tiket/baru/?cari=siti", width=360, expect="422")
    says(page, "Nobody found.")
    follow(page, "Add a new client")
    page.get_by_label("Name", exact=True).fill("Siti Aminah")
    press(page, "Add and go on")
    says(page, "Write an email address or a WhatsApp number")
    expect(page.get_by_label("Organisation", exact=True), "a citizen has none").to_be_hidden()
    assert_accessible(page)
    page.get_by_label("WhatsApp number").fill("0812 3456 7890")
    press(page, "Add and go on")
    says(page, "First password")
    password = page.locator(".fact", has_text="First password").locator("dd").inner_text()
    person = User.objects.get(username="siti.aminah")
    assert person.check_password(password) and person.must_change_password
    assert_fits(page)
    follow(page, "Go on with the ticket")
    says(page, "Siti Aminah")
    says(page, "Step 2 of 3")


def test_a_colleague_watches_and_the_text_is_corrected(desk, other_request, rudi, budi, opened):
    """Watching (table C) and “staff can edit tickets” (B15), in English and with the Indonesian words."""
    DeskSettings.objects.update_or_create(pk=1, defaults={"staff_edit_tickets": True})
    wati = confirmed(make.make_staff("wati", make.make_department("Server"), name="Wati Susanti"))
    ticket = make.make_ticket("Internet lambt", requester=budi, service=other_request)
    ticket.assign_to(rudi, by=rudi)
    page = opened(rudi, ticket.get_absolute_url())
    follow(page, "Add a watcher")
    page.get_by_label("Colleague").select_option(label="Wati Susanti — Server")
    assert_accessible(page)
    press(page, "Add")
    says(page, "Your colleague watches the ticket now.")
    assert "Wati Susanti" in region(page, "Watchers").inner_text()
    follow(page, "Correct the text")
    page.get_by_label("Title", exact=True).fill("Internet lambat")
    press(page, "Save")
    says(page, "The text has been corrected.")
    follow(page, "Show the old text")
    says(page, "Internet lambt")
    assert_accessible(page)
    assert_fits(page)

    page = opened(wati, "/helpdesk/tiket/", width=360)
    page.get_by_role("link", name="Internet lambat").first.click()
    says(page, "Rudi Hartono added Wati Susanti as a watcher.")
    assert_fits(page)
    assert_accessible(page)
    press(page, "Stop watching")
    says(page, "You watch the ticket no longer.")
    assert not page.get_by_role("link", name="Internet lambat").count()
    page = opened(budi, ticket.get_absolute_url())
    assert "atch" not in page.locator("main").inner_text()
