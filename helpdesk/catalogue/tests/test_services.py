"""The desk's screen of services: who may, every field, rows without JavaScript, two at once, and what tickets keep."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helpdesk.catalogue.models import ChecklistItem, DocumentRequirement, Service
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db
LIST, NEW = "/helpdesk/layanan/", "/helpdesk/layanan/baru/"
DOCUMENT = {"name": "", "name_en": "", "note": "", "requirement": "required", "ORDER": ""}


@pytest.fixture
def admin(client):
    client.force_login(make.make_admin("adi"))
    return client


@pytest.fixture
def service():
    service = make.make_service(
        "Hosting", documents=["ktp", {"code": "kuasa", "name": "Surat kuasa", "requirement": "conditional", "only_by_proxy": True}, "surat"],
        description_template="Untuk {unit} oleh {nama}",
    )  # fmt: skip
    service.inputs.add(*(type(service).inputs.rel.related_model(name=name, label=name.title(), sort_order=n) for n, name in enumerate(["unit", "jam"])))
    service.save()
    return Service.objects.get(pk=service.pk)


def edit(service):
    return reverse("helpdesk:service_edit", args=[service.pk])


def values(answer):
    """What a browser would send back from this page when nothing is changed."""
    form = answer.context["form"]
    parts = [form, *(part for rows in form.formsets.values() for part in [rows.management_form, *rows.forms])]
    sent = {field.html_name: field.value() for part in parts for field in part}
    sent = {key: "on" if value is True else value for key, value in sent.items() if value not in (None, False)}
    return sent | {key: answer.context[key] for key in ("seen", "token") if key in answer.context}


def names(service):
    return [document.name for document in Service.objects.get(pk=service.pk).required_documents.all()]


def words(answer):
    return answer.content.decode()


# Adding


def test_a_new_service_with_documents_and_fields_can_be_asked_for_at_once(admin):
    department, check = make.make_department(), ChecklistItem.objects.create(code="spse", label="Terdaftar")
    sent = values(admin.get(NEW)) | {
        "title": " Sewa  Aula ", "title_en": "Hall", "department": department.pk, "type": make.make_type().pk, "audience": "opd",
        "description_template": "Sewa aula tanggal {tanggal} oleh {nama}", "first_response_hours": "1,5", "resolution_hours": "7.5",
        "fee": "Gratis", "has_video_call": "on", "checklist": [check.pk], "note": "Kunci di satpam.", "sort_order": "5",
        "inputs-TOTAL_FORMS": "1", "inputs-0-name": "{tanggal}".strip("{}"), "inputs-0-label": "Tanggal",
        "required_documents-TOTAL_FORMS": "3",
        **{f"required_documents-0-{key}": value for key, value in (DOCUMENT | {"name": "Surat permohonan", "ORDER": "2"}).items()},
        **{f"required_documents-1-{key}": value for key, value in (DOCUMENT | {"name": "KTP", "requirement": "conditional", "for_applicants": ["citizen", "company"], "ORDER": "1"}).items()},
        **{f"required_documents-2-{key}": value for key, value in (DOCUMENT | {"ORDER": "3"}).items()},
        "code": "curi", "is_active": "", "id": "99",
    }  # fmt: skip
    answer = admin.post(NEW, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert admin.post(NEW, sent)["Location"] == answer["Location"]  # the same form twice makes one
    service = Service.objects.get()
    assert (service.code, service.title, service.audience, service.is_active) == ("sewa-aula", "Sewa Aula", "opd", True)
    assert (float(service.first_response_hours), float(service.resolution_hours), service.has_video_call) == (1.5, 7.5, True)
    assert list(service.checklist.all()) == [check] and [row.label for row in service.inputs.all()] == ["Tanggal"]
    first, second = service.required_documents.all()
    assert (first.name, first.code, first.for_applicants) == ("KTP", "ktp", ["citizen", "company"])
    assert (second.name, second.code, second.requirement) == ("Surat permohonan", "surat-permohonan", "required")
    assert service in Service.objects.available()


def test_what_is_wrong_is_said_beside_it_and_everything_typed_stays(admin):
    sent = values(admin.get(NEW)) | {
        "title": "Judul yang diketik", "first_response_hours": "9", "resolution_hours": "2", "fee": "Gratis", "audience": "semua",
        "department": make.make_department().pk, "type": make.make_type().pk, "sort_order": "1",
        "inputs-TOTAL_FORMS": "2", "inputs-0-name": "Huruf Besar", "inputs-0-label": "A", "inputs-1-name": "unit", "inputs-1-label": "",
        "required_documents-TOTAL_FORMS": "2",
        "required_documents-0-name": "Tanpa syarat", "required_documents-0-requirement": "conditional",
        "required_documents-1-name": "", "required_documents-1-note": "Catatan saja", "required_documents-1-requirement": "required",
    }  # fmt: skip
    answer = admin.post(NEW, sent)
    assert answer.status_code == 422
    form, page = answer.context["form"], words(answer)
    assert form.non_field_errors() and form.formsets["inputs"].forms[0].errors["name"] and form.formsets["inputs"].forms[1].errors["label"]
    first, second = form.formsets["required_documents"].forms
    assert first.non_field_errors() and second.errors["name"]
    for typed in ("Judul yang diketik", "Huruf Besar", "Tanpa syarat", "Catatan saja"):
        assert typed in page
    assert not Service.objects.exists()


# Rows without JavaScript


@pytest.mark.parametrize("rows", ["inputs", "required_documents"])
def test_one_more_row_is_a_button_that_judges_and_saves_nothing(admin, service, rows):
    sent = values(admin.get(edit(service))) | {"title": "", "required_documents-0-name": "Sedang diketik", "add": rows}
    before = int(sent[f"{rows}-TOTAL_FORMS"])
    answer = admin.post(edit(service), sent)
    assert answer.status_code == 200
    assert len(answer.context["form"].formsets[rows].forms) == before + 1
    assert "Sedang diketik" in words(answer) and "field__error" not in words(answer)
    assert names(service)[0] == "KTP"
    # The new row, filled in with nothing but its name, is sound.
    new = values(answer) | {"title": "Hosting", f"{rows}-{before}-name": "baru", f"{rows}-{before}-label": "Baru"}
    assert admin.post(edit(service), new).status_code == 302


def test_one_more_row_on_a_new_service_keeps_its_token(admin):
    sent = values(admin.get(NEW)) | {"title": "Sewa", "add": "required_documents"}
    answer = admin.post(NEW, sent)
    assert answer.status_code == 200 and answer.context["token"] == sent["token"]
    assert 'value="Sewa"' in words(answer) and 'name="required_documents-0-name"' in words(answer)


def test_documents_are_renamed_reordered_taken_out_and_added_in_one_save(admin, service):
    sent = values(admin.get(edit(service))) | {
        "required_documents-0-ORDER": "9", "required_documents-1-DELETE": "on", "required_documents-2-name": "Surat baru",
        "required_documents-2-ORDER": "1", "required_documents-TOTAL_FORMS": "4", "required_documents-3-name": "KTP",
        "required_documents-3-requirement": "optional", "required_documents-3-ORDER": "5",
    }  # fmt: skip
    answer = admin.post(edit(service), sent)
    assert answer.status_code == 302, (answer.context["form"].errors, answer.context["form"].formsets["required_documents"].errors)
    assert names(service) == ["Surat baru", "KTP", "KTP"]
    codes = [document.code for document in Service.objects.get(pk=service.pk).required_documents.all()]
    assert codes == ["surat", "ktp-2", "ktp"]


def test_saving_what_was_not_changed_changes_nothing(admin, service):
    before = Service.objects.get(pk=service.pk).serializable_data()
    assert admin.post(edit(service), values(admin.get(edit(service)))).status_code == 302
    assert Service.objects.get(pk=service.pk).serializable_data() == before


def test_the_same_placeholder_twice_is_refused_and_one_that_nothing_fills_is_told(admin, service):
    twice = values(admin.get(edit(service))) | {"inputs-1-name": "unit"}
    assert admin.post(edit(service), twice).status_code == 422
    loose = values(admin.get(edit(service))) | {"description_template": "Untuk {gedung} oleh {nama}"}
    answer = admin.post(edit(service), loose, follow=True)
    assert "{gedung}" in " ".join(str(message) for message in answer.context["messages"])


# What is not one's own


def test_a_row_of_another_service_is_not_touched(admin, service):
    other = make.make_service("Email", documents=["npwp"])
    foreign = other.required_documents.first()
    sent = values(admin.get(edit(service))) | {
        "required_documents-0-id": foreign.pk, "required_documents-0-name": "Dicuri", "required_documents-0-DELETE": "on", "inputs-0-id": "x",
    }  # fmt: skip
    admin.post(edit(service), sent)
    foreign.refresh_from_db()
    assert (foreign.name, foreign.service_id) == ("NPWP", other.pk)


@pytest.mark.parametrize("odd", [
    {"required_documents-TOTAL_FORMS": "999999"}, {"required_documents-INITIAL_FORMS": "50"}, {"required_documents-TOTAL_FORMS": "x"},
    {"inputs-INITIAL_FORMS": "-1"}, {"required_documents-0-id": "'"}, {"department": "0"}, {"checklist": "x"}, {"title": "a\0b"},
    {"required_documents-0-for_applicants": "everybody"}, {"add": "services"}, {"first_response_hours": "NaN"},
])  # fmt: skip
def test_odd_posts_are_answered_and_never_a_fault(admin, service, odd):
    sent = values(admin.get(edit(service)))
    assert admin.post(edit(service), sent | odd).status_code in {302, 422}
    bare = {"seen": sent["seen"], **odd}
    assert admin.post(edit(service), bare).status_code in {409, 422}


# Two at once; what tickets keep


def test_of_two_admins_the_second_is_told_also_when_only_a_document_changed(admin, service):
    typed = values(admin.get(edit(service))) | {"title": "Judul kedua"}
    first = values(admin.get(edit(service))) | {"required_documents-0-DELETE": "on"}
    assert admin.post(edit(service), first).status_code == 302
    answer = admin.post(edit(service), typed)
    assert answer.status_code == 409 and "Judul kedua" in words(answer)
    assert Service.objects.get(pk=service.pk).title == "Hosting" and len(names(service)) == 2
    assert admin.post(edit(service), typed | {"seen": answer.context["seen"]}).status_code == 302
    assert Service.objects.get(pk=service.pk).title == "Judul kedua"


def test_a_document_that_is_taken_out_stays_on_the_tickets_that_asked_for_it(admin, service):
    ticket = make.make_ticket(service=service)
    sent = values(admin.get(edit(service))) | {"required_documents-0-DELETE": "on", "resolution_hours": "100"}
    assert admin.post(edit(service), sent).status_code == 302
    slot = ticket.slots.get(code="ktp")
    assert (slot.name, slot.requirement, slot.necessity) == ("KTP", None, "required")
    assert Ticket.objects.get(pk=ticket.pk).resolution_hours == 15
    assert not make.make_ticket(service=Service.objects.get(pk=service.pk)).slots.filter(code="ktp").exists()


def test_a_deactivated_service_is_not_offered_and_its_tickets_go_on(admin, service):
    ticket = make.make_ticket(service=service)
    url = reverse("helpdesk:service_deactivate", args=[service.pk])
    assert admin.get(url).status_code == 200 and Service.objects.available().filter(pk=service.pk).exists()
    assert admin.post(url).status_code == 302
    assert not Service.objects.available().filter(pk=service.pk).exists()
    assert not Ticket.objects.get(pk=ticket.pk).is_done
    assert admin.get(edit(service)).status_code == 200
    assert admin.post(reverse("helpdesk:service_reactivate", args=[service.pk])).status_code == 302
    assert Service.objects.available().filter(pk=service.pk).exists()


# The list; who may; how much it costs


def test_the_list_finds_filters_and_sorts(admin, service):
    mail = make.make_service("Kotak surat", is_active=False, resolution_hours=2)
    shown = lambda **query: [row.title for row in admin.get(LIST, query).context["rows"]]  # noqa: E731
    assert shown() == ["Hosting", "Kotak surat"]
    assert shown(q="kotak") == ["Kotak surat"]
    assert shown(departemen=mail.department_id) == ["Kotak surat"]
    assert (shown(status="active"), shown(status="off")) == (["Hosting"], ["Kotak surat"])
    assert shown(urut="promise") == ["Kotak surat", "Hosting"]
    assert shown(departemen="0 OR 1", urut="code", status="x") == ["Hosting", "Kotak surat"]


def test_nobody_below_an_admin_has_these_addresses(client, service):
    urls = [LIST, NEW, edit(service), *(reverse(f"helpdesk:service_{name}", args=[service.pk]) for name in ("deactivate", "reactivate"))]
    for person in (make.make_staff("rudi", service.department), make.make_client(), make.make_editor()):
        client.force_login(person)
        for url in urls:
            assert (client.get(url).status_code, client.post(url, {"title": "x"}).status_code) == (404, 404), url
    client.force_login(make.make_superadmin())
    assert [client.get(url).status_code for url in urls] == [200, 200, 200, 200, 405]
    assert DocumentRequirement.objects.count() == 3


def test_the_list_asks_equally_often_with_few_and_with_many_rows(admin, service):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(LIST).status_code == 200
        return len(asked)

    few = queries()
    for number in range(12):
        make.make_service(f"Layanan {number}", documents=["ktp"])
    assert queries() == few <= 8
