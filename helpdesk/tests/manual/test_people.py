"""The province's manual, rows B8, B11 and B12, walked in the browser as the roles that may."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from helpdesk.accounts import addresses
from helpdesk.accounts.models import Role, User
from helpdesk.tests import browser
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def picture():
    content = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(content, "PNG")
    return {"name": "wajah.png", "mimeType": "image/png", "buffer": content.getvalue()}


@pytest.fixture
def opened(browser_page, live_server):
    def open_as(role, path, **options):
        person = make.make_user(f"pengelola.{role}", role, name="Sari Wulandari")
        addresses.confirm(person)
        page = browser_page(**options)
        browser.log_in(page, person, live_server.url)
        page.goto(path)
        return page

    return open_as


def fill_in(page, fields):
    for label, value in fields.items():
        page.get_by_label(label, exact=True).fill(value)


def looked_at(page):
    browser.assert_fits(page)
    browser.assert_accessible(page)


def test_row_b8_a_super_admin_adds_an_admin(opened):
    page = opened(Role.SUPERADMIN, "/helpdesk/admin/", language="en", width=360)
    page.get_by_role("link", name="Add New", exact=True).click()
    page.get_by_role("heading", name="Add Admin").wait_for()
    page.locator("#id_name").fill("Dewi Lestari")
    page.locator("#id_username").fill("dewi")
    page.locator("#id_email").fill("dewi@example.id")
    page.locator("#id_password").fill("kuda hijau lari 71")
    page.get_by_label("Avatar").set_input_files(picture())
    looked_at(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Dewi Lestari").wait_for()
    expect(page.get_by_text("First password").first).to_be_visible()
    page.goto("/helpdesk/admin/")
    row = page.get_by_role("row").filter(has_text="dewi@example.id")
    row.locator("img").wait_for()
    assert "Admin" in row.inner_text()
    person = User.objects.get(username="dewi")
    assert person.role == Role.ADMIN and person.must_change_password and person.avatar


def test_row_b11_an_admin_adds_staff_and_hands_their_tickets_over(opened):
    network = make.make_department("Jaringan Internet")
    wati = make.make_staff("wati", network, name="Wati Kusuma")
    page = opened(Role.ADMIN, "/helpdesk/staff/", language="en")
    page.get_by_role("link", name="Add New", exact=True).click()
    page.get_by_role("heading", name="Add Staff").wait_for()
    page.locator("#id_name").fill("Rudi Hartono")
    page.locator("#id_username").fill("rudi")
    page.locator("#id_email").fill("rudi@example.id")
    page.get_by_label("Department", exact=True).select_option("Jaringan Internet")
    page.locator("#id_designation").fill("Analis")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Rudi Hartono").wait_for()
    rudi = User.objects.get(username="rudi")
    ticket = make.make_ticket(service=make.make_service(department=network))
    ticket.assign_to(rudi, by=rudi)
    page.get_by_role("link", name="Deactivate", exact=True).click()
    page.get_by_label("1 open ticket of Jaringan Internet goes to").select_option("Wati Kusuma")
    looked_at(page)
    page.get_by_role("button", name="Deactivate", exact=True).click()
    page.get_by_text("Rudi Hartono is deactivated.").wait_for()
    ticket.refresh_from_db()
    assert ticket.assignee == wati
    page.get_by_role("link", name="Reactivate", exact=True).click()
    page.get_by_role("button", name="Reactivate", exact=True).click()
    page.get_by_text("Rudi Hartono is active again.").wait_for()
    page.goto("/helpdesk/staff/")
    page.get_by_role("searchbox").fill("rud")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Rudi Hartono").wait_for()
    assert page.get_by_role("row").count() == 2  # the head and Rudi
    looked_at(page)


def test_row_b12_an_admin_adds_a_client_in_indonesian(opened):
    make.make_organisation("PT Maju Bersama")
    page = opened(Role.ADMIN, "/helpdesk/client/", language="id", width=360)
    page.get_by_role("link", name="Tambah baru", exact=True).click()
    page.get_by_role("heading", name="Tambah Klien").wait_for()
    fill_in(page, {"Nama": "Budi Santoso", "Nama pengguna": "budi", "Email": "budi@example.id"})
    page.locator("#id_organisation").fill("PT Maju Bersama")
    page.locator("#id_phone").fill("0812 3456 7890")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("heading", name="Budi Santoso").wait_for()
    expect(page.get_by_text("Diundang").first).to_be_visible()
    person = User.objects.get(username="budi")
    assert (person.role, person.organisation.name, person.phone) == (Role.CLIENT, "PT Maju Bersama", "+6281234567890")
    page.goto("/helpdesk/client/")
    page.get_by_role("link", name="Budi Santoso").wait_for()
    looked_at(page)
