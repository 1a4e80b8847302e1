"""Departments (row B14): who may, add, rename, order, deactivate, and that one in use cannot vanish."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from faq.models import FAQEntry
from helpdesk.catalogue import other_requests
from helpdesk.catalogue.models import Service
from helpdesk.departments.models import Department
from helpdesk.departments.verbs import Refused
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
LIST, NEW = "/helpdesk/department/", "/helpdesk/department/baru/"


@pytest.fixture
def person():
    return make.make_admin("adi")


@pytest.fixture
def admin(client, person):
    client.force_login(person)
    return client


def at(name, department):
    return reverse(f"helpdesk:department_{name}", args=[department.pk])


def words(answer):
    return answer.content.decode()


def names():
    return list(Department.objects.values_list("name", flat=True))


# Adding


def test_a_new_department_gets_a_code_from_its_name_and_its_service_for_other_requests(admin):
    token = admin.get(NEW).context["token"]
    sent = {"token": token, "name": "  Pusat   Data ", "name_en": "Data centre", "code": "lain", "is_active": "", "sort_order": "1"}
    assert admin.post(NEW, sent)["Location"] == LIST
    assert admin.post(NEW, sent)["Location"] == LIST  # the same form twice makes one
    department = Department.objects.get()
    assert (department.code, department.name, department.name_en, department.is_active) == ("pusat-data", "Pusat Data", "Data centre", True)
    service = department.services.get()
    assert (service.title, service.free_title, service.code) == ("Permintaan lain", True, "lain-pusat-data")
    assert service in Service.objects.available()


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200e", "x" * 121, "APLIKASI"])
def test_a_name_that_is_empty_too_long_or_taken_is_refused(admin, name):
    make.make_department("Aplikasi")
    answer = admin.post(NEW, {"token": "t" * 20, "name": name, "name_en": "kept"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"] and "kept" in words(answer)
    assert Department.objects.count() == 1


def test_codes_stay_unique_and_fit_whatever_the_name(person):
    made = [other_requests.add_department(name=name, by=person) for name in ("Server", "Server!", "部門", "x" * 120, "x" * 119)]
    codes = [department.code for department in made]
    assert codes[:3] == ["server", "server-2", "departemen"]
    assert len(set(codes)) == 5 and max(map(len, codes)) == 60
    assert len(set(Service.objects.values_list("code", flat=True))) == 5


def test_the_form_without_a_token_makes_nothing(admin):
    assert admin.post(NEW, {"name": "Server"}).status_code == 422
    assert not Department.objects.exists()


# Renaming


def test_renaming_keeps_the_code_and_everything_else(admin):
    department = make.make_department("Server", code="server", sort_order=30)
    seen = admin.get(at("edit", department)).context["seen"]
    more = {f.name: "7" for f in Department._meta.concrete_fields if f.name not in {"name", "name_en"}}
    assert admin.post(at("edit", department), {"seen": seen, "name": "Peladen", "name_en": "", **more}).status_code == 302
    department.refresh_from_db()
    assert (department.name, department.code, department.sort_order, department.is_active) == ("Peladen", "server", 30, True)


def test_of_two_who_rename_the_second_is_told(admin):
    department = make.make_department("Server")
    seen = admin.get(at("edit", department)).context["seen"]
    admin.post(at("edit", department), {"seen": seen, "name": "Pertama"})
    answer = admin.post(at("edit", department), {"seen": seen, "name": "Kedua"})
    assert answer.status_code == 409
    assert "Pertama" in words(answer) and "Kedua" in words(answer)
    assert names() == ["Pertama"]


# Order


def test_buttons_move_a_department_and_the_picker_follows(admin, person):
    first, second, third = (other_requests.add_department(name=name, by=person) for name in ("Satu", "Dua", "Tiga"))
    assert names() == ["Satu", "Dua", "Tiga"]
    answer = admin.post(at("move", third), {"direction": "up"})
    assert answer["Location"] == f"{LIST}#department-{third.pk}"
    assert names() == ["Satu", "Tiga", "Dua"]
    admin.post(at("move", first), {"direction": "up"})
    admin.post(at("move", second), {"direction": "down"})
    admin.post(at("move", second), {"direction": "sideways"})
    assert names() == ["Satu", "Tiga", "Dua"]
    assert [service.department.name for service in Service.objects.available()] == ["Satu", "Tiga", "Dua"]


def test_departments_of_the_same_place_can_be_moved_too(person):
    for name in ("B", "A", "C"):
        make.make_department(name, sort_order=100)
    assert Department.objects.get(name="C").move(up=True, by=person)
    assert names() == ["A", "C", "B"]


def test_the_order_is_offered_only_where_all_rows_are_shown(admin):
    make.make_department("Satu")
    make.make_department("Dua")
    assert 'name="direction"' in words(admin.get(LIST))
    assert 'name="direction"' not in words(admin.get(LIST, {"q": "Satu"}))
    assert 'name="direction"' not in words(admin.get(LIST, {"urut": "name"}))


# Out of service and back


def test_deactivating_says_what_it_means_and_does_no_more(admin):
    service = make.make_service(department=make.make_department("Email"))
    department = service.department
    officer, ticket = make.make_staff("rudi", department), make.make_ticket(service=service)
    page = words(admin.get(at("deactivate", department)))
    assert "Email" in page and department.is_active
    assert admin.post(at("deactivate", department)).status_code == 302
    for thing in (department, officer, ticket, service):
        thing.refresh_from_db()
    assert not department.is_active and officer.is_active and officer.department == department
    assert ticket.department == department and not ticket.is_done and service.is_active
    assert service not in Service.objects.available()
    assert admin.post(at("reactivate", department)).status_code == 302
    assert service in Service.objects.available()


def test_a_get_changes_nothing(admin):
    department = make.make_department()
    for name in ("move", "reactivate"):
        assert admin.get(at(name, department)).status_code == 405
    for name in ("deactivate", "delete", "edit"):
        assert admin.get(at(name, department)).status_code == 200
    department.refresh_from_db()
    assert department.is_active


# Never vanishing


def used_by_a_ticket(department):
    service = department.services.get()
    make.make_ticket(service=service)


def used_by_staff(department):
    make.make_staff("rudi", department, is_active=False)


def used_by_a_question(department):
    FAQEntry.objects.create(question="Apa?", answer="<p>Itu.</p>", department=department, live=False)


def used_by_a_service(department):
    make.make_service(department=department)


@pytest.mark.parametrize("use", [used_by_a_ticket, used_by_staff, used_by_a_question, used_by_a_service])
def test_a_department_in_use_cannot_be_deleted(admin, person, use):
    department = other_requests.add_department(name="Server", by=person)
    use(department)
    assert "/hapus/" not in words(admin.get(at("edit", department)))
    assert admin.get(at("delete", department)).status_code == 200
    answer = admin.post(at("delete", department))
    assert answer.status_code == 409 and "Server" in words(answer)
    with pytest.raises(Refused):
        department.remove(by=person)
    assert Department.objects.get().services.exists()


def test_a_department_that_nothing_uses_goes_with_its_own_service(admin, person):
    department = other_requests.add_department(name="Salah ketik", by=person)
    assert at("delete", department) in words(admin.get(at("edit", department)))
    assert admin.post(at("delete", department)).status_code == 302
    assert not Department.objects.exists() and not Service.objects.exists()


# Who may; how much it costs


def test_nobody_below_an_admin_has_these_addresses(client):
    department = make.make_department()
    urls = [LIST, NEW, *(at(name, department) for name in ("edit", "move", "deactivate", "reactivate", "delete"))]
    for person in (make.make_staff("rudi", department), make.make_client(), make.make_editor()):
        client.force_login(person)
        for url in urls:
            assert (client.get(url).status_code, client.post(url, {"name": "x"}).status_code) == (404, 404), url
    client.force_login(make.make_admin())
    assert client.get(LIST).status_code == 200
    assert client.get(reverse("helpdesk:department_edit", args=[999_999_999])).status_code == 404


def test_the_list_asks_equally_often_with_few_and_with_many_rows(admin, person):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(LIST).status_code == 200
        return len(asked)

    make.make_staff("rudi", other_requests.add_department(name="Satu", by=person))
    few = queries()
    for number in range(12):
        used_by_a_ticket(other_requests.add_department(name=f"Departemen {number}", by=person))
    assert queries() == few <= 8


def test_a_department_added_in_the_cms_can_be_asked_for_anything_too(admin, site_tree):
    assert admin.post(reverse("department:add"), {"name": "Server", "code": "server", "sort_order": "5", "is_active": "on"}).status_code == 302
    assert Department.objects.get().services.get().free_title
