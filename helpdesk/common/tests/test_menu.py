"""Where the menus lead, for each kind of person (rows A3, B1, B3)."""

import pytest
from django.contrib.auth.models import Group
from django.utils.translation import override

from helpdesk.accounts import groups
from helpdesk.accounts.models import Role, User
from helpdesk.common import menu
from helpdesk.common.site_pages import SitePlace
from helpdesk.tests import factories as make

PLACES = [
    SitePlace("Beranda", "/", "homepage", "beranda", is_front=True, in_menus=True),
    SitePlace("Tentang Aplikasi", "/tentang-aplikasi/", "standardpage", "tentang-aplikasi", is_front=False, in_menus=True),
    SitePlace("Standar Layanan", "/layanan/", "serviceindexpage", "layanan", is_front=False, in_menus=False),
    SitePlace("Kontak", "/kontak/", "contactpage", "kontak", is_front=False, in_menus=True),
]


def a_person(role, **fields):
    return User(pk=7, role=role, username="sari", name="Sari Contoh", **fields)


def labels(items):
    return [item.label for item in items]


def entries(person, path="/"):
    return [item for group in menu.for_desk(person, path) for item in group.items]


def places(person):
    return labels(entries(person))


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_a_client_finds_dashboard_and_ticket():
    assert places(a_person(Role.CLIENT)) == [
        "Dashboard", "Ticket", "Create", "View", "Notifications", "FAQ", "Profile",
    ]  # fmt: skip


def test_staff_find_their_work_and_nothing_to_administer():
    staff = a_person(Role.STAFF)
    staff.is_among_editors = False
    assert places(staff) == [
        "Dashboard", "Ticket", "Create", "Documents to check", "Video calls", "Notifications", "FAQ", "Announcements", "Profile",
    ]  # fmt: skip


def test_an_admin_finds_everything_but_admins_and_the_audit_and_a_super_admin_these_too(settings):
    settings.IS_DEMO = False
    admin, superadmin = set(places(a_person(Role.ADMIN))), set(places(a_person(Role.SUPERADMIN, is_superuser=True)))
    assert {"Staff", "Clients", "Department", "Setting", "Deletion of documents", "Contact messages", "Website"} <= admin
    assert superadmin - admin == {"Admin", "Audit", "System status"}
    assert admin <= superadmin


def test_a_group_stands_open_while_its_reader_is_in_it():
    at_staff = menu.for_desk(a_person(Role.ADMIN), "/helpdesk/staff/3/")
    assert [group.label for group in at_staff if group.label and group.is_open] == ["People"]
    assert not any(group.is_open for group in menu.for_desk(a_person(Role.ADMIN), "/helpdesk/") if group.label)


def test_unread_notifications_are_counted_in_both_menus():
    person = a_person(Role.CLIENT)
    person.unread_count = 3
    for items in (entries(person), menu.for_public(person, "/", [])):
        assert [item.count for item in items if item.label == "Notifications"] == [3]


def test_an_editor_has_no_desk():
    assert places(a_person(Role.EDITOR)) == ["Website", "Profile"]
    assert labels(menu.for_public(a_person(Role.EDITOR), "/", PLACES)) == ["Home", "About the application", "Contact"]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERADMIN])
def test_managers_reach_the_website(role):
    assert "Website" in places(a_person(role))


def test_staff_reach_the_website_when_they_are_editors_too():
    staff = a_person(Role.STAFF)
    staff.is_among_editors = True
    assert "Website" in places(staff)


def test_the_answer_comes_with_the_person_of_the_session(db, django_assert_num_queries):
    groups.ensure()
    staff = make.make_staff()
    for expected in (False, True):
        found = User.objects.with_duties().get(pk=staff.pk)
        with django_assert_num_queries(0):
            assert found.writes_pages is expected
        assert User.objects.get(pk=staff.pk).writes_pages is expected
        staff.groups.add(Group.objects.get(name=groups.EDITORS))


def test_nobody_has_an_empty_menu():
    assert menu.for_desk(None, "/") == []


def test_the_present_place_is_marked_and_no_other():
    items = entries(a_person(Role.CLIENT), "/helpdesk/tiket/12/")
    assert [item.label for item in items if item.is_current] == ["Ticket"]


def test_a_visitor_is_offered_the_login_and_a_client_the_dashboard():
    assert labels(menu.for_public(None, "/", PLACES)) == ["Home", "About the application", "Contact", "Login"]
    assert labels(menu.for_public(a_person(Role.CLIENT), "/", PLACES)) == [
        "Home", "About the application", "Contact", "Dashboard", "Notifications",
    ]
