"""“Organisations” of the manual's roles (table C), walked in a browser: joining an agency, sharing, and where it ends."""

import re

import pytest

from helpdesk.accounts.models import User
from helpdesk.tests import factories as make
from helpdesk.tests.browser import assert_accessible, assert_fits, log_in
from helpdesk.tests.guide.steps import press, says

pytestmark = pytest.mark.django_db(transaction=True)
AGENCY = "Dinas Contoh Provinsi"


@pytest.fixture
def agency(browser_page):
    return make.make_organisation(AGENCY, kind="agency", is_verified=True)


def opened(browser_page, live_server, person, path, **options):
    page = browser_page(language=options.pop("language", "en"), **options)
    log_in(page, person, live_server.url)
    page.goto(path)
    return page


def register_for_the_agency(page):
    page.goto("/akun/signup/")
    page.get_by_label("Name", exact=True).fill("Dewi Lestari")
    page.get_by_role("radio", name="Government agency (OPD)").check()
    page.get_by_label("Agency", exact=True).select_option(label=AGENCY)
    page.get_by_label("Username", exact=True).fill("dewi")
    page.get_by_label("Email", exact=True).fill("dewi@example.id")
    page.get_by_label("WhatsApp number", exact=True).fill("0812 3456 7890")
    page.get_by_label("Password", exact=True).fill(make.PASSWORD)
    page.get_by_role("checkbox", name=re.compile("privacy notice")).check()
    page.get_by_role("checkbox", name="I'm not a robot").click()
    page.get_by_text("Checked, thank you").wait_for()
    press(page, "Register")
    says(page, "Your account is ready.")


def test_somebody_registers_is_accepted_and_reads_what_is_shared_and_nothing_else(agency, browser_page, live_server):
    contact = make.make_client("ratna", name="Ratna Sari", organisation=agency, membership="contact")
    service = make.make_service("Jaringan lambat", free_title=True, documents=["surat"])
    shared = make.make_ticket("Internet lantai dua", requester=contact, service=service)
    make.send_document(shared, "surat", name="rahasia.pdf")
    private = make.make_ticket("Urusan pribadi", requester=contact, service=service, is_private=True)

    newcomer = browser_page(language="en", width=360, expect="404")
    register_for_the_agency(newcomer)
    log_in(newcomer, User.objects.get(username="dewi"), live_server.url)
    newcomer.goto("/helpdesk/organisasi-saya/")
    says(newcomer, "Your request waits for an answer")
    assert_fits(newcomer)

    office = opened(browser_page, live_server, contact, "/helpdesk/organisasi-saya/")
    says(office, "Asks to be a member")
    assert_accessible(office)
    press(office, "Accept Dewi Lestari")
    says(office, "Dewi Lestari is a member now.")
    newcomer.goto("/helpdesk/tiket/")
    assert "Internet lantai dua" not in newcomer.content(), "a member sees nothing while the agency does not share"
    press(office, "Share our tickets")
    says(office, "Colleagues may see your tickets now")
    assert_fits(office)

    newcomer.reload()
    newcomer.get_by_role("link", name="Internet lantai dua").first.click()
    says(newcomer, f"Ratna Sari, the helpdesk and colleagues of {AGENCY}")
    text = newcomer.locator("main").inner_text()
    assert "SURAT" in text and "rahasia.pdf" not in text
    for control in ("Reply To", "Add Files", "Start Upload", "Cancel this ticket", "Private to me"):
        assert not newcomer.get_by_text(control, exact=True).count(), control
    assert_accessible(newcomer)
    newcomer.goto("/helpdesk/tiket/?q=pribadi")
    assert "Urusan pribadi" not in newcomer.content()
    assert newcomer.goto(private.get_absolute_url()).status == 404

    office.goto(shared.get_absolute_url())
    says(office, f"You, the helpdesk and colleagues of {AGENCY}")
    office.get_by_role("link", name="Keep it private").click()
    press(office, "Private to me")
    says(office, "You and the helpdesk only")
    assert newcomer.goto(shared.get_absolute_url()).status == 404, "with the next request"


def test_an_admin_adds_an_organisation_and_merges_a_duplicate_in_indonesian(agency, browser_page, live_server):
    twin = make.make_organisation("PT. Maju Contoh")
    make.make_client("budi", name="Budi Prasetyo", organisation=twin, membership="contact")
    page = opened(browser_page, live_server, make.make_admin("adi"), "/helpdesk/organisasi/", language="id", width=360)
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name="Tambah baru").click()
    page.get_by_label("Nama", exact=True).fill("PT Maju Contoh")
    page.get_by_label("Jenis", exact=True).select_option("company")
    press(page, "Simpan")
    page.get_by_role("heading", name="PT Maju Contoh", level=1).wait_for()
    page.goto(f"/helpdesk/organisasi/{twin.pk}/gabung/")
    page.locator("a[href*='/gabung/']", has_text="PT Maju Contoh").click()
    page.locator("input[name=people][value=members]").check()
    assert_fits(page)
    assert_accessible(page)
    page.locator("form.card button[type=submit]").click()
    page.get_by_role("heading", name="PT Maju Contoh", level=1).wait_for()
    assert "Budi Prasetyo" in page.locator("#members").inner_text()
    assert User.objects.get(username="budi").organisation.name == "PT Maju Contoh"
