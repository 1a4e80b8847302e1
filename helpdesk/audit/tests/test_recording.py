"""Every change of a watched record leaves one entry: who, what, old, new, when, from where."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helpdesk.audit import origin
from helpdesk.audit.models import AuditEntry
from helpdesk.catalogue.models import ChecklistItem, DocumentRequirement, Service
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.worktime.models import NonWorkingDay

pytestmark = pytest.mark.django_db


def entries(record=None, **facts):
    if record is not None:
        facts |= {"kind": record._meta.label_lower, "object_id": str(record.pk)}
    return list(AuditEntry.objects.filter(**facts).order_by("pk"))


def forget_nothing():
    """Entries cannot be deleted; a test looks at what came after."""
    return AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def since(mark, **facts):
    return entries(pk__gt=mark, **facts)


def test_what_is_added_is_recorded_with_what_it_says():
    department = make.make_department("Jaringan")
    [entry] = entries(department)
    assert (entry.action, entry.object_name, entry.old) == ("created", "Jaringan", {})
    assert entry.new["name"] == "Jaringan" and entry.new["is_active"] is True
    assert "name_en" not in entry.new, "what is empty says nothing"


def test_a_change_is_recorded_with_the_changed_fields_only_old_and_new():
    admin, department = make.make_admin(), make.make_department("Jaringan")
    mark = forget_nothing()
    with origin.acting(admin):
        department.name = "Jaringan dan Internet"
        department.save()
    [entry] = since(mark)
    assert (entry.action, entry.old, entry.new) == ("changed", {"name": "Jaringan"}, {"name": "Jaringan dan Internet"})
    assert entry.actor == admin


def test_a_save_that_changes_nothing_leaves_no_entry():
    department = make.make_department()
    mark = forget_nothing()
    department.save()
    assert not since(mark)


def test_related_records_are_kept_by_name_and_key():
    old, new = make.make_department("Lama"), make.make_department("Baru")
    person = make.make_staff("rudi", old)
    mark = forget_nothing()
    person.department = new
    person.save()
    [entry] = since(mark)
    assert entry.old == {"department": {"id": old.pk, "name": "Lama"}}
    assert entry.new == {"department": {"id": new.pk, "name": "Baru"}}
    assert entry.object_name == "Rudi (rudi)"


def test_what_is_deleted_is_recorded_with_all_that_it_said():
    department = make.make_department("Sementara")
    key = department.pk
    department.delete()
    entry = AuditEntry.objects.get(action="deleted")
    assert (entry.kind, entry.object_id, entry.old["name"], entry.new) == ("helpdesk.department", str(key), "Sementara", {})


def test_a_deletion_through_a_queryset_is_recorded_too():
    make.make_department("Satu"), make.make_department("Dua")
    from helpdesk.departments.models import Department

    Department.objects.filter(name__in=["Satu", "Dua"]).delete()
    assert AuditEntry.objects.filter(action="deleted").count() == 2


def test_of_a_password_nothing_but_the_fact_is_kept():
    person = make.make_staff("rudi", password="kata-sandi-lama-1")
    mark = forget_nothing()
    person.set_password("kata-sandi-baru-2")
    person.save()
    [entry] = since(mark)
    assert (entry.old, entry.new) == ({"password": ""}, {"password": "changed"})
    everything = str([(e.old, e.new, e.object_name) for e in entries()])
    assert "kata-sandi" not in everything and "$" not in everything


def test_a_hash_that_is_only_made_anew_at_a_login_is_no_change(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "helpdesk.accounts.hashers.Argon2id"]
    person = make.make_staff("rudi", password="kata-sandi-lama-1")
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[::-1]
    before, mark = person.password, forget_nothing()
    assert person.check_password("kata-sandi-lama-1")
    assert person.password != before, "the hash was to be made anew"
    assert not since(mark)


def test_a_login_leaves_nothing(client):
    person = make.make_staff("rudi")
    mark = forget_nothing()
    client.force_login(person)
    assert not since(mark)


def test_the_language_switch_leaves_nothing(client):
    person = make.make_staff("rudi")
    client.force_login(person)
    mark = forget_nothing()
    assert client.get("/bahasa/en/").status_code == 302
    assert not since(mark)


def test_groups_of_a_person_are_recorded_whole_from_both_sides():
    person, editors = make.make_staff("rudi"), Group.objects.get_or_create(name="Editors")[0]
    mark = forget_nothing()
    person.groups.add(editors)
    editors.user_set.remove(person)
    person.groups.add(editors)
    person.groups.clear()
    whole = [{"id": editors.pk, "name": "Editors"}]
    assert [(e.object_id, e.old["groups"], e.new["groups"]) for e in since(mark)] == [
        (str(person.pk), [], whole), (str(person.pk), whole, []), (str(person.pk), [], whole), (str(person.pk), whole, []),
    ]  # fmt: skip


def test_a_new_role_moves_groups_and_both_are_recorded():
    person = make.make_staff("rudi")
    mark = forget_nothing()
    person.role = "admin"
    person.save()
    role, groups = since(mark, kind="helpdesk.user")
    assert (role.old, role.new) == ({"role": "staff"}, {"role": "admin"})
    assert {group["name"] for group in groups.new["groups"]} == {"Editors", "Admins"}


def test_documents_and_checks_of_a_service_are_recorded():
    service, check = make.make_service("Hosting", documents=["ktp"]), ChecklistItem.objects.create(code="spse", label="Terdaftar")
    mark = forget_nothing()
    document = service.required_documents.get()
    document.requirement = "optional"
    document.save()
    service.checklist.add(check)
    service.save()
    requirement, checklist = since(mark)
    assert requirement.object_name == "Hosting › KTP"
    assert (requirement.old, requirement.new) == ({"requirement": "required"}, {"requirement": "optional"})
    assert (checklist.kind, checklist.old, checklist.new) == (
        "helpdesk.service", {"checklist": []}, {"checklist": [{"id": check.pk, "name": "Terdaftar"}]},
    )  # fmt: skip
    Service.objects.get(pk=service.pk).required_documents.get().delete()
    assert entries(kind="helpdesk.documentrequirement", action="deleted")
    assert not DocumentRequirement.objects.filter(service=service).exists()


def test_numbers_dates_and_truths_are_kept_as_they_are():
    service = make.make_service("Hosting", resolution_hours="15.00")
    mark = forget_nothing()
    service.resolution_hours, service.has_video_call = "22.5", True
    service.save()
    day = NonWorkingDay.objects.create(date=datetime.date(2027, 1, 1), name="Tahun Baru", kind="libur_nasional")
    changed, added = since(mark)
    assert changed.old == {"resolution_hours": "15", "has_video_call": False}
    assert changed.new == {"resolution_hours": "22.5", "has_video_call": True}
    assert added.new["date"] == "2027-01-01" and added.object_id == str(day.pk)


def test_a_record_made_from_plain_texts_is_named_as_the_database_reads_it():
    day = NonWorkingDay.objects.create(date="2027-01-01", name="Tahun Baru", kind="libur_nasional")
    [entry] = entries(day)
    assert entry.object_name == "1 Jan 2027 – Tahun Baru" and entry.new["date"] == "2027-01-01"


def test_settings_are_recorded():
    DeskSettings.current().save()
    office = DeskSettings.current()
    mark = forget_nothing()
    office.registration = "off"
    office.save()
    [entry] = since(mark)
    assert (entry.old, entry.new) == ({"registration": "open"}, {"registration": "off"})


def test_the_entry_goes_with_its_change():
    department = make.make_department("Jaringan")
    mark = forget_nothing()
    with transaction.atomic():
        department.name = "Anders"
        department.save()
        transaction.set_rollback(True)
    assert not since(mark)


@pytest.mark.django_db(transaction=True)
def test_a_save_outside_of_a_transaction_fails_with_its_entry(monkeypatch):
    department = make.make_department("Jaringan")

    def refuse(**facts):
        raise RuntimeError("no room")

    monkeypatch.setattr(AuditEntry.objects, "create", refuse)
    department.name = "Anders"
    with pytest.raises(RuntimeError):
        department.save()
    department.refresh_from_db()
    assert department.name == "Jaringan"


# Who, and from where


def in_the_cms(person, department, name, **headers):
    """Rename a department in the CMS, from a known address."""
    browser = Client(REMOTE_ADDR="198.51.100.7")
    browser.force_login(person)
    given = {"name": name, "name_en": "", "code": department.code, "sort_order": 100, "is_active": "on"}
    answer = browser.post(reverse("department:edit", args=[department.pk]), given, headers=headers)
    assert answer.status_code == 302
    return AuditEntry.objects.filter(kind="helpdesk.department").latest("pk")


def test_a_screen_of_the_cms_records_who_where_and_which_address(site_tree):
    sari, department = make.make_superadmin("sari"), make.make_department("Jaringan")
    entry = in_the_cms(sari, department, "Server")
    assert (entry.actor, entry.address, entry.path) == (sari, "198.51.100.7", reverse("department:edit", args=[department.pk]))
    assert (entry.old, entry.new) == ({"name": "Jaringan"}, {"name": "Server"})


def test_a_header_that_anybody_can_write_is_believed_only_behind_a_proxy_of_ours(settings, site_tree):
    sari, department = make.make_superadmin("sari"), make.make_department("Jaringan")
    claim = {"X-Forwarded-For": "203.0.113.9"}
    assert in_the_cms(sari, department, "Satu", **claim).address == "198.51.100.7"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert in_the_cms(sari, department, "Dua", **claim).address == "203.0.113.9"


def test_a_registration_is_recorded_as_a_visitors():
    mark = forget_nothing()
    with origin_of_visitor("/akun/signup/"):
        make.make_client("dewi")
    [entry] = since(mark)
    assert (entry.actor, entry.path) == (None, "/akun/signup/")


def origin_of_visitor(path):
    from contextlib import contextmanager

    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory

    @contextmanager
    def visiting():
        request = RequestFactory().get(path)
        request.user = AnonymousUser()
        token = origin._request.set(request)
        yield
        origin._request.reset(token)

    return visiting()


def test_what_works_like_a_key_is_not_kept_of_an_address():
    assert origin.without_secrets("/akun/password/reset/key/1-d7x4km-0123456789abcdef0123456789abcdef/") == "/akun/password/reset/key/…/"
    assert origin.without_secrets("/helpdesk/staff/12/") == "/helpdesk/staff/12/"
    assert len(origin.without_secrets("/a" * 500)) == 200


def test_outside_of_a_request_the_system_acts_or_who_is_named():
    admin = make.make_admin()
    assert origin.current() == origin.Origin(None, None, "")
    with origin.acting(admin):
        assert origin.current().actor_id == admin.pk
    assert origin.current().actor_id is None


def test_the_request_is_forgotten_with_its_answer(client):
    client.get("/healthz")
    assert origin._request.get() is None


def test_remembering_the_origin_asks_nothing(django_assert_num_queries, rf):
    class Untouchable:
        @property
        def user(self):
            raise AssertionError("asked who is logged in")

        @property
        def session(self):
            raise AssertionError("asked for the session")

    with django_assert_num_queries(0):
        assert origin.RememberOrigin(lambda request: "answer")(Untouchable()) == "answer"


def test_the_first_filling_of_a_site_is_silent():
    with origin.silent():
        department = make.make_department()
    assert not entries(department)
    department.name = "Anders"
    department.save()
    assert entries(department)


def test_a_change_costs_two_queries_more_and_a_save_of_nothing_watched_none(django_assert_num_queries):
    person = make.make_client("budi")
    with CaptureQueriesContext(connection) as own:
        person.save(update_fields=["last_login"])
    assert "auditentry" not in str(own.captured_queries) and "FOR NO KEY UPDATE" not in str(own.captured_queries)
    person.name = "Budi Baru"
    with django_assert_num_queries(len(own) + 2):
        person.save(update_fields=["name"])


# The second factor


def test_a_second_factor_is_recorded_on_its_person():
    from allauth.mfa.models import Authenticator

    person = make.make_staff("rudi")
    mark = forget_nothing()
    factor = Authenticator.objects.create(user=person, type="totp", data={"secret": "GEZDGNBVGY3TQOJQ"})
    factor.save()
    factor.delete()
    assert [(e.kind, e.object_id, e.old, e.new) for e in since(mark)] == [
        ("helpdesk.user", str(person.pk), {"second_factor": ""}, {"second_factor": "totp"}),
        ("helpdesk.user", str(person.pk), {"second_factor": "totp"}, {"second_factor": ""}),
    ]
    assert "GEZDGNBVGY3TQOJQ" not in str([(e.old, e.new) for e in entries()])
