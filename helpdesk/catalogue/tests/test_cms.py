"""The desk's tables in the CMS: every screen of each, and for whom."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from helpdesk.accounts.models import Organisation, Role
from helpdesk.catalogue import load as catalogue
from helpdesk.catalogue.models import DocumentRequirement, Service
from helpdesk.departments.models import Department
from helpdesk.evaluations import load as evaluations
from helpdesk.worktime import load as worktime
from helpdesk.worktime.models import NonWorkingDay

TABLES = [
    "service", "department", "organisation", "ticketsource", "tickettype", "checklistitem",
    "workinghours", "nonworkingday", "ramadanperiod", "evaluationquestion", "evaluationsection",
]  # fmt: skip


@pytest.fixture(autouse=True)
def desk(site_tree):
    catalogue.load()
    worktime.load()
    evaluations.load()


@pytest.fixture
def enter(client):
    """Log in somebody of this role; returns the test client."""

    def enter(role):
        user = get_user_model().objects.create_user(username=f"one-{role}", name="Orang Contoh", role=role)
        client.force_login(user)
        return client

    return enter


def screens():
    """Every address of every table: list, new, edit, delete, history."""
    for table in TABLES:
        record = apps.get_model("helpdesk", table).objects.first()
        yield reverse(f"{table}:index")
        yield reverse(f"{table}:add")
        for screen in ["edit", "delete", "history"]:
            yield reverse(f"{table}:{screen}", args=[record.pk])


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERADMIN])
def test_an_admin_opens_every_screen(enter, role):
    browser = enter(role)
    for address in screens():
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize("role", [Role.STAFF, Role.CLIENT, Role.EDITOR])
def test_nobody_else_opens_one(enter, role):
    browser = enter(role)
    for address in screens():
        assert browser.get(address).status_code in {302, 403, 404}, address


def test_a_visitor_is_led_to_the_login(client):
    for address in screens():
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert "login" in answer["Location"]


def test_the_lists_show_what_the_records_say(enter):
    browser = enter(Role.ADMIN)
    services = browser.get(reverse("service:index"), {"q": "Bidding Room"}).content.decode()
    assert "Peminjaman Bidding Room" in services
    assert "Permohonan Subdomain" not in services
    days = browser.get(reverse("nonworkingday:index"), {"kind": "cuti_bersama"}).content.decode()
    assert "Cuti Bersama Hari Raya Natal" in days
    assert "Hari Buruh Internasional" not in days
    assert not re.search(r">\s*(True|False)\s*<", services + days)
    assert re.search(r">\s*Ya\s*</", days)


def _values(answer):
    """What a browser would send back from this page when nothing is changed."""
    form = answer.context["form"]
    formsets = getattr(form, "formsets", {}).values()
    parts = [form, *(part for formset in formsets for part in [formset.management_form, *formset.forms])]
    values = {field.html_name: field.value() for part in parts for field in part}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def _errors(answer):
    form = answer.context["form"]
    return [form.errors, *((formset.errors, formset.non_form_errors()) for formset in form.formsets.values())]


def test_an_admin_edits_a_service_with_its_fields_and_documents(enter):
    browser = enter(Role.ADMIN)
    service = Service.objects.get(code="lpse-registrasi")
    address = reverse("service:edit", args=[service.pk])
    values = _values(browser.get(address))
    values |= {
        "title": "Verifikasi berkas penyedia",
        "required_documents-0-name": "KTP direktur utama",
        "required_documents-0-for_applicants": ["company", "foreign_company"],
    }
    answer = browser.post(address, values)
    assert answer.status_code == 302, _errors(answer)
    service = Service.objects.get(pk=service.pk)
    assert service.title == "Verifikasi berkas penyedia"
    first = service.required_documents.first()
    assert (first.name, first.for_applicants) == ("KTP direktur utama", ["company", "foreign_company"])
    assert service.required_documents.count() == 11
    assert service.checklist.count() == 2


def test_a_conditional_document_without_a_condition_is_refused_with_a_sentence(enter):
    browser = enter(Role.ADMIN)
    service = Service.objects.get(code="lpse-registrasi")
    address = reverse("service:edit", args=[service.pk])
    values = _values(browser.get(address)) | {"required_documents-0-for_applicants": []}
    answer = browser.post(address, values)
    assert answer.status_code == 200
    with translation.override("id"):
        refused = answer.context["form"].formsets["required_documents"].errors[0]
        assert "Berkas kondisional memerlukan syarat." in str(refused)
    assert DocumentRequirement.objects.get(service=service, code="ktp_direksi").for_applicants == ["company"]


def test_a_department_in_use_cannot_be_deleted_and_an_unused_one_can(enter):
    browser = enter(Role.ADMIN)
    used, unused = Department.objects.get(code="umum"), Department.objects.create(code="lama", name="Lama")
    answer = browser.post(reverse("department:delete", args=[used.pk]), follow=True)
    assert answer.status_code == 200
    assert "Umum" in " ".join(str(message) for message in answer.context["messages"])
    assert Department.objects.filter(pk=used.pk).exists()
    browser.post(reverse("department:delete", args=[unused.pk]))
    assert not Department.objects.filter(pk=unused.pk).exists()


def test_an_admin_adds_a_local_holiday_and_may_not_add_it_twice(enter):
    browser = enter(Role.ADMIN)
    values = {
        "date": "2026-11-25", "name": "Pemilihan kepala daerah", "kind": "local", "source": "manual", "is_active": "on",
    }  # fmt: skip
    assert browser.post(reverse("nonworkingday:add"), values).status_code == 302
    assert NonWorkingDay.objects.get(date=date(2026, 11, 25)).kind == "local"
    assert browser.post(reverse("nonworkingday:add"), values).status_code == 200
    assert NonWorkingDay.objects.filter(date=date(2026, 11, 25)).count() == 1


def test_an_admin_verifies_a_company(enter):
    browser = enter(Role.ADMIN)
    company = Organisation.objects.create(kind=Organisation.Kind.COMPANY, name="PT Contoh Jaya")
    address = reverse("organisation:edit", args=[company.pk])
    assert browser.post(address, _values(browser.get(address)) | {"is_verified": "on"}).status_code == 302
    company.refresh_from_db()
    assert company.is_verified
    assert company.code is None


@pytest.mark.parametrize("table", ["service", "evaluationquestion"])
def test_a_list_asks_equally_often_with_few_and_with_many_rows(enter, table):
    browser = enter(Role.ADMIN)
    address = reverse(f"{table}:index")
    browser.get(address)
    with CaptureQueriesContext(connection) as one_row:
        browser.get(address, {"q": {"service": "Bidding Room", "evaluationquestion": "Kecepatan"}[table]})
    with CaptureQueriesContext(connection) as all_rows:
        browser.get(address, {"q": "e"})
    assert len(all_rows) <= len(one_row)


def test_no_list_can_be_exported_with_raw_formulas(enter):
    Organisation.objects.create(name="=1+1", kind="company")
    browser = enter(Role.SUPERADMIN)
    for name in TABLES:
        answer = browser.get(reverse(f"{name}:index") + "?export=csv")
        assert "text/csv" not in answer.get("Content-Type", ""), name
