"""The province's manual, rows B3, B4, B16, B17 and B18, in a browser and in its words."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from contact.models import ContactMessage
from helpdesk.accounts.addresses import ensure_address
from helpdesk.notifications.models import Notification
from helpdesk.tests import browser
from helpdesk.tests import factories as make
from helpdesk.tests.guide import steps
from helpdesk.tickets.models import Ticket
from home.content import ABOUT
from home.tests.ground import stand

TILES = ["Tickets", "Admin", "Staff", "Clients", "FAQ", "Department", "Setting"]
IN_INDONESIAN = ["Tiket", "Admin", "Staf", "Klien", "FAQ", "Departemen", "Pengaturan"]


@pytest.fixture
def opened(browser_page, live_server):
    def open_as(person, path, *, language="en", **options):
        page = browser_page(language=language, **options)
        if person is not None:
            ensure_address(person, verified=True)
            browser.log_in(page, person, live_server.url)
        page.goto(path)
        return page

    return open_as


def tiles(page):
    return page.locator(".tile__label").all_inner_texts()


def number_on(page, tile):
    return page.locator(".tile", has_text=tile).locator(".tile__number").inner_text()


def is_seen_at_once(page, locator):
    """The whole line stands above the bar at the foot of a phone, before anybody scrolls."""
    box, bar = locator.bounding_box(), page.locator(".bottombar").bounding_box()
    return box["y"] + box["height"] <= bar["y"]


@pytest.mark.parametrize("words", ["manual", "Indonesian"])
def test_who_has_logged_in_finds_every_place_of_row_b3(opened, words):
    """Row B3, and B18: keluar."""
    stand()
    client = make.make_client("budi", name="Budi Prasetyo")
    Notification.objects.create(recipient=client, kind="calendar")
    english = words == "manual"
    page = opened(client, "/", width=1280, language="en" if english else "id")
    menu = page.get_by_role("navigation", name="Main menu" if english else "Menu utama")
    places = menu.get_by_role("link").all_inner_texts()
    if english:
        assert [place.split("\n")[0] for place in places[:4]] == ["Home", "About the application", "Contact", "Dashboard"]
        assert places[4].startswith("Notifications") and "1" in places[4]
    else:
        assert places[:4] == ["Beranda", "Tentang Aplikasi", "Kontak", "Dasbor"]
        assert places[4].startswith("Notifikasi")
    expect(page.get_by_role("link", name="Create Ticket" if english else "Buat Tiket").first).to_be_visible()
    page.locator("header .menu__name", has_text="Budi").click()
    sheet = page.locator("header .menu[open] .menu__sheet")
    for place in ("Profile", "Change Password") if english else ("Profil", "Ubah kata sandi"):
        expect(sheet.get_by_role("link", name=place), place).to_be_visible()
    sheet.get_by_role("button", name="Log Out" if english else "Keluar").click()
    page.get_by_role("link", name="Login" if english else "Masuk", exact=True).first.wait_for()


def test_on_a_phone_the_bell_and_the_menu_lead_to_the_same_places(opened):
    """Row B3."""
    stand()
    client = make.make_client("budi")
    Notification.objects.create(recipient=client, kind="calendar")
    page = opened(client, "/", width=360)
    bell = page.get_by_role("link", name="Notifications").first
    expect(bell).to_be_visible()
    expect(bell).to_contain_text("1", use_inner_text=True)
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.goto("/helpdesk/")
    page.get_by_role("link", name="Notifications").first.click()
    page.get_by_role("heading", level=1, name="Notifications").wait_for()


def the_office():
    """One department with work of every kind; returns it with its officer."""
    network = make.make_department("Jaringan", name_en="Network")
    officer = make.make_staff("rudi", network, name="Rudi Hartono")
    service = make.make_service("Internet lambat", department=network)
    now = timezone.now()
    for title, hours, facts in (
        ("Terlambat", -5, {}), ("Milik Rudi", 100, {"assignee": officer}), ("Belum ada petugas", 120, {}),
        ("Berkas datang", 90, {"unchecked_documents": 1}),
    ):  # fmt: skip
        ticket = make.make_ticket(title, service=service)
        due = now + datetime.timedelta(hours=hours)
        Ticket.objects.filter(pk=ticket.pk).update(clock_started_at=now, due_at=due, **facts)
    return network, officer


def test_a_super_admin_has_seven_tiles_and_the_desk_at_a_glance(opened):
    """Row B4."""
    the_office()
    page = opened(make.make_superadmin("sari"), "/helpdesk/", width=1280)
    assert tiles(page) == TILES
    assert (number_on(page, "Tickets"), number_on(page, "Staff"), number_on(page, "Clients")) == ("4", "1", "4")
    expect(page.get_by_role("img", name="Tickets created and closed per week")).to_be_visible()
    page.get_by_text("Show as a table").click()
    table = page.get_by_role("table", name="Tickets created and closed per week")
    assert table.get_by_role("row").count() == 13
    assert table.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts() == ["4", "0"]
    department = page.get_by_role("table", name="Open tickets by department").get_by_role("row").nth(1)
    assert department.inner_text().split() == ["Network", "4", "1"]
    expect(page.get_by_role("heading", name="Open for the longest time")).to_be_visible()
    browser.assert_accessible(page)
    for label, url in {"Admin": "admin", "Staff": "staff", "Clients": "client", "Department": "department"}.items():
        assert f"/{url}/" in page.locator(".tile", has_text=label).first.get_attribute("href")


def test_on_a_phone_the_first_thing_to_do_is_seen_at_once(opened):
    """Row B4, in Indonesian, for those with the most tiles."""
    the_office()
    page = opened(make.make_superadmin("sari"), "/helpdesk/", width=360, height=640, language="id")
    assert tiles(page) == IN_INDONESIAN
    assert is_seen_at_once(page, page.locator(".queue__title").first)
    browser.assert_fits(page)
    browser.assert_accessible(page)


def test_staff_have_two_tiles_and_their_work_in_its_order(opened):
    """Row B4."""
    _network, officer = the_office()
    page = opened(officer, "/helpdesk/", width=360, height=640)
    assert tiles(page) == ["Tickets", "FAQ"]
    assert [" ".join(title.split()) for title in page.locator("h3").all_inner_texts()] == [
        "Overdue 1", "Documents to check 1", "Waiting for you 1", "New, nobody has them yet 1",
    ]  # fmt: skip
    assert is_seen_at_once(page, page.locator(".queue__title").first)
    assert "per week" not in steps.text_of(page)
    browser.assert_fits(page)
    steps.follow(page, "Waiting for you 1")
    page.get_by_role("link", name="Milik Rudi").wait_for()
    assert page.locator(".queue__title").count() == 1


def test_a_client_has_two_tiles_and_the_next_step_with_its_button(opened):
    """Row B4."""
    client = make.make_client("budi", name="Budi Prasetyo")
    ticket = make.make_ticket("Internet lambat", requester=client)
    with override("id"):
        ticket.wait_for_client("Di gedung mana?", by=make.make_admin())
    page = opened(client, "/helpdesk/", width=360, height=640)
    assert tiles(page) == ["Tickets", "FAQ"]
    assert page.locator(".tile", has_text="Tickets").locator(".tile__note").inner_text() == "1 waits for you"
    answer = page.get_by_role("link", name="Answer", exact=True)
    assert is_seen_at_once(page, answer)
    browser.assert_accessible(page)
    answer.click()
    steps.says(page, "Di gedung mana?")


def test_a_visitor_writes_by_the_contact_form_and_reads_about_the_application(opened):
    """Rows B16, B17 and B18."""
    stand()
    page = opened(None, "/tentang-aplikasi/", width=360)
    expect(page.get_by_role("heading", level=1, name=ABOUT["title"])).to_be_visible()
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.goto("/kontak/")
    page.get_by_role("heading", level=1, name="Contact us").wait_for()
    for label, typed in (("Name", "Warga Contoh"), ("Email", "warga@example.id"), ("Title", "Jam"), ("Message", "Jam berapa?")):
        page.get_by_label(label, exact=True).fill(typed)
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.get_by_role("checkbox", name="I'm not a robot").click()
    page.get_by_text("Checked, thank you").wait_for()
    steps.press(page, "Submit")
    page.wait_for_url("**/terima-kasih/")
    assert ContactMessage.objects.get().subject == "Jam"
    page.get_by_role("link", name="Back to the home page").click()
    page.wait_for_url(lambda url: url.rstrip("/").count("/") == 2)


def test_the_contact_page_has_the_manuals_indonesian_words(opened):
    """Row B16."""
    stand()
    page = opened(None, "/kontak/", width=1280, language="id")
    words = steps.text_of(page)
    for word in ("Hubungi Kami", "Formulir Kontak"):
        assert word in words, word
    for label in ("Nama", "Email", "Judul", "Isi Pesan"):
        expect(page.get_by_label(label, exact=True), label).to_be_visible()
    expect(page.get_by_role("button", name="Kirim", exact=True)).to_be_visible()
