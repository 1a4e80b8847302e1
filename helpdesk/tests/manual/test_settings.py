"""Rows B14 and B15 of the manual, and the calendar beside them, walked in a browser as an Admin."""

import io

import pytest
from django.utils import timezone
from PIL import Image

from helpdesk.catalogue import other_requests
from helpdesk.departments.models import Department
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tests.browser import assert_accessible, assert_fits, log_in
from helpdesk.tests.guide.steps import follow, press, says
from helpdesk.worktime.models import NonWorkingDay

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin(browser_page, live_server):
    """`admin("/path/", …)`: a page of an Admin who is logged in."""
    person = make.make_admin("adi", name="Adi Nugroho")

    def opened(path, **options):
        page = browser_page(language=options.pop("language", "en"), **options)
        log_in(page, person, live_server.url)
        page.goto(path)
        return page

    opened.person = person
    return opened


def logo():
    made = io.BytesIO()
    Image.new("RGB", (240, 120), "#a8211a").save(made, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": made.getvalue()}


def test_departments_are_added_ordered_and_deactivated(admin):
    """Row B14, on a phone."""
    other_requests.add_department(name="Email", by=admin.person)
    page = admin("/helpdesk/department/", width=360)
    follow(page, "Add New")
    page.get_by_label("Department Name").fill("Server")
    press(page, "Save changes")
    says(page, "The department has been added")
    assert_fits(page)
    page.get_by_role("button", name="Move Server up").click()
    says(page, "The order has been changed.")
    assert [row.name for row in Department.objects.all()] == ["Server", "Email"]
    assert_accessible(page)
    follow(page, "Email")
    follow(page, "Deactivate")
    says(page, "Its service is no longer offered (1 now).")
    assert_fits(page)
    press(page, "Deactivate department")
    says(page, "The department is deactivated.")
    assert [service.department.name for service in make.Service.objects.available()] == ["Server"]


def test_a_service_gets_its_documents_with_and_without_javascript(admin):
    """Row B5 behind the scenes: what a service asks for."""
    department = make.make_department("Server")
    make.make_type()
    page = admin("/helpdesk/layanan/baru/", width=1280)
    page.get_by_label("Title", exact=True).fill("Sewa aula")
    page.get_by_label("Department").select_option(label=department.name)
    page.get_by_label("Type").select_option(index=1)
    page.get_by_label("First response").fill("2")
    page.get_by_label("Resolution").fill("15")
    for name in ("Surat permohonan", "KTP"):
        press(page, "Add a document")
        page.locator("#rows-required_documents details[open]").last.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Up").last.click()
    assert_accessible(page)
    press(page, "Save changes")
    says(page, "The service has been added")
    service = make.Service.objects.get()
    assert [document.name for document in service.required_documents.all()] == ["KTP", "Surat permohonan"]
    plain = admin(f"/helpdesk/layanan/{service.pk}/", width=360, javascript=False)
    press(plain, "Add a document")
    rows = plain.locator("#rows-required_documents details")
    rows.last.get_by_label("Name", exact=True).fill("NPWP")
    rows.first.locator("summary").click()
    rows.first.get_by_label("Take this row out").check()
    assert_fits(plain)
    press(plain, "Save changes")
    says(plain, "Your changes are saved.")
    assert [document.name for document in make.Service.objects.get().required_documents.all()] == ["Surat permohonan", "NPWP"]


def test_what_the_office_sets_is_on_every_page_at_once(admin):
    """Row B15, three tabs, in the words of the manual and once in Indonesian."""
    page = admin("/helpdesk/setting/", width=1280)
    page.get_by_label("Name", exact=True).fill("Pusat Bantuan Uji")
    page.get_by_label("Logo").set_input_files(logo())
    for label in ("Email", "Keywords", "Description"):
        page.get_by_label(label).first.wait_for()
    press(page, "Save changes")
    says(page, "Your changes are saved.")
    assert page.title().endswith("Pusat Bantuan Uji")
    assert page.locator("img.brand__logo").first.evaluate("img => img.complete && img.getAttribute('src').startsWith('/media/')")
    follow(page, "Footer")
    for label in ("Footer logo", "Footer Description", "Copyrights", "Facebook", "Twitter", "LinkedIn"):
        page.get_by_label(label).first.wait_for()
    page.get_by_label("Copyrights").fill("Dinas Contoh")
    press(page, "Save changes")
    says(page, "Dinas Contoh")
    assert_accessible(page)
    page.goto("/helpdesk/setting/ticket/")
    for label in ("Send email on new ticket", "Client can edit tickets", "Staff can edit tickets"):
        page.get_by_label(label).check()
    page.get_by_role("radio", name="By approval").check()
    press(page, "Save changes")
    says(page, "Your changes are saved.")
    rules = DeskSettings.current()
    assert (rules.clients_edit_tickets, rules.staff_edit_tickets, rules.registration) == (True, True, "approval")
    phone = admin("/helpdesk/setting/ticket/", width=360, language="id", expect="422")
    phone.get_by_label("Klien dapat mengubah tiket").uncheck()
    phone.get_by_label("Masuk dua langkah wajib bagi staf ke atas").check()
    press(phone, "Simpan perubahan")
    phone.get_by_label("Saya sudah membaca ini dan ingin melanjutkan").wait_for()
    assert_fits(phone)
    assert DeskSettings.current().clients_edit_tickets


def test_the_calendar_takes_hours_and_days_off(admin):
    page = admin("/helpdesk/kalender/", width=360)
    year = timezone.localdate().year
    says(page, f"The cuti bersama of {year + 1} is missing")
    assert_fits(page)
    assert_accessible(page)
    follow(page, "Add a day off")
    page.get_by_label("Date").fill(f"{year}-06-01")
    page.get_by_label("Name").fill("Hari jadi daerah")
    page.get_by_role("radio", name="Local holiday").check()
    press(page, "Save changes")
    says(page, "Hari jadi daerah")
    assert NonWorkingDay.objects.get().kind == "local"
    page.goto("/helpdesk/kalender/jam/normal/")
    monday = page.get_by_role("group", name="Monday")
    monday.get_by_label("Closes").fill("17:00")
    assert_fits(page)
    assert_accessible(page)
    press(page, "Save changes")
    says(page, "07:30–12:00, 13:00–17:00")
