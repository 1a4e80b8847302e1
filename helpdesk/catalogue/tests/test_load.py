"""Filling the catalogue: complete, repeatable, and never against the people who edit it."""

import re

import pytest

from helpdesk.accounts.models import Applicant, Organisation
from helpdesk.catalogue.load import load
from helpdesk.catalogue.models import (
    ChecklistItem,
    DocumentRequirement,
    Necessity,
    RefusalReason,
    Service,
    ServiceInput,
    TicketSource,
    TicketType,
)
from helpdesk.common.domain import domain
from helpdesk.departments.models import Department

pytestmark = pytest.mark.django_db

MODELS = [
    Department, TicketSource, TicketType, ChecklistItem, RefusalReason, Organisation, Service, ServiceInput, DocumentRequirement,
    Service.checklist.through,
]  # fmt: skip
FROM_THE_PROFILE = {"nama", "nama_badan_usaha", "npwp"}


@pytest.fixture(autouse=True)
def empty_catalogue():
    """A migration or a set-up may have filled the tables: each test here begins with none."""
    for model in reversed(MODELS):
        model.objects.all().delete()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def test_everything_of_the_data_is_loaded():
    assert load() == {"departments": 14, "sources": 8, "types": 5, "checks": 9, "reasons": 8, "agencies": 44, "services": 60}
    assert Department.objects.count() == 14
    assert Service.objects.count() == 60
    assert Organisation.objects.agencies().count() == 44
    assert DocumentRequirement.objects.count() == 106
    assert ServiceInput.objects.count() == sum(len(row["inputs"]) for row in domain()["services"])
    assert Service.checklist.through.objects.count() == sum(len(row["checklist"]) for row in domain()["services"])


def test_a_service_is_loaded_with_all_that_belongs_to_it():
    load()
    service = Service.objects.get(code="lpse-registrasi")
    assert service.title == "Registrasi dan Verifikasi Berkas (bagi pengguna baru di SPSE)"
    assert (service.department.code, service.type.code) == ("lpse-registrasi-dan-verifikasi", "permintaan")
    assert (service.first_response_hours, service.resolution_hours) == (2, 15)
    assert service.has_video_call
    assert {check.code for check in service.checklist.all()} == {"terdaftar_daring", "cek_daftar_hitam"}
    assert [d.code for d in service.required_for(Applicant.COMPANY, by_proxy=False)] == ["ktp_direksi", "npwp"]
    assert [d.code for d in service.required_for(Applicant.SOLE_TRADER, by_proxy=False)] == ["ktp_pemilik", "npwp"]
    assert "surat_kuasa" in [d.code for d in service.required_for(Applicant.COMPANY, by_proxy=True)]


def test_each_condition_of_the_data_means_what_it_says():
    load()
    meant = {(row["code"], d["code"]): d for row in domain()["services"] for d in row["required_documents"]}
    for document in DocumentRequirement.objects.select_related("service"):
        given = meant[document.service.code, document.code]
        condition = given.get("condition", {})
        assert document.for_applicants == condition.get("applicant", [])
        if given["requirement"] == "wajib":
            assert document.necessity(Applicant.CITIZEN, by_proxy=False) == Necessity.REQUIRED
        elif given["requirement"] == "opsional":
            assert document.necessity(Applicant.COMPANY, by_proxy=True) == Necessity.OPTIONAL
        elif condition.get("by_proxy"):
            assert document.necessity(Applicant.COMPANY, by_proxy=True) == Necessity.REQUIRED
            assert document.necessity(Applicant.COMPANY, by_proxy=False) == Necessity.NOT_NEEDED
        elif condition.get("staff_decides"):
            assert document.necessity(Applicant.COMPANY, by_proxy=False) == Necessity.STAFF_DECIDE
        else:
            assert document.necessity(condition["applicant"][0], by_proxy=False) == Necessity.REQUIRED
            assert document.necessity(Applicant.CITIZEN, by_proxy=False) == Necessity.NOT_NEEDED


def test_every_placeholder_comes_from_the_profile_or_from_a_labelled_field():
    load()
    for service in Service.objects.prefetch_related("inputs"):
        placeholders = set(re.findall(r"{(\w+)}", service.description_template))
        fields = {field.name for field in service.inputs.all()}
        assert fields <= placeholders, service.code
        assert placeholders - fields <= FROM_THE_PROFILE, service.code
        assert all(field.label and field.label_en for field in service.inputs.all())


def test_the_name_of_a_thing_is_a_field_and_the_name_of_a_person_is_not():
    load()
    named = set(ServiceInput.objects.filter(name="nama").values_list("service__code", flat=True))
    assert named == {"web-subdomain", "srv-gangguan", "app-bangun"}


def test_every_department_answers_other_requests_whose_title_is_free():
    load()
    for department in Department.objects.all():
        assert department.services.filter(free_title=True, title="Permintaan lain").count() == 1


def test_departments_and_services_keep_the_order_of_the_data():
    load()
    assert [d.code for d in Department.objects.all()] == [row["code"] for row in domain()["departments"]]
    assert [s.code for s in Service.objects.all()] == [row["code"] for row in domain()["services"]]


def test_loading_twice_changes_nothing():
    load()
    before = everything()
    assert set(load().values()) == {0}
    assert everything() == before


def test_a_second_run_asks_little(django_assert_max_num_queries):
    load()
    with django_assert_max_num_queries(10):
        load()


def test_what_people_edited_took_out_or_switched_off_stays_so():
    load()
    service = Service.objects.get(code="lpse-registrasi")
    service.title, service.is_active, service.resolution_hours = "Verifikasi berkas", False, 40
    service.inputs.add(ServiceInput(name="user_id", label="User ID"))
    service.required_documents.remove(service.required_documents.get(code="nib"))
    service.checklist.clear()
    service.save()
    Department.objects.filter(code="umum").update(name="Layanan umum", sort_order=5)
    Organisation.objects.filter(code="setda").update(is_verified=False, name="Sekretariat Daerah Provinsi")
    TicketSource.objects.filter(code="lain").update(label="Sumber lain")
    before = everything()
    load()
    assert everything() == before


def test_what_is_missing_comes_back_without_touching_the_rest():
    load()
    Service.objects.get(code="lain-umum").delete()
    Service.objects.filter(code="info-umum").update(title="Tanya apa saja")
    assert load()["services"] == 1
    assert Service.objects.get(code="lain-umum").department.code == "umum"
    assert Service.objects.get(code="info-umum").title == "Tanya apa saja"
    assert DocumentRequirement.objects.count() == 106


def test_an_agency_that_somebody_entered_by_name_is_not_entered_again():
    Organisation.objects.create(kind=Organisation.Kind.AGENCY, name="Dinas Kesehatan")
    Organisation.objects.create(kind=Organisation.Kind.COMPANY, name="Inspektorat")  # a company may be called so
    assert load()["agencies"] == 43
    assert Organisation.objects.agencies().count() == 44
