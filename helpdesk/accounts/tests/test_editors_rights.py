"""The group *Editors*: exactly what it may, by name, and what an editor meets in the CMS and at the desk (table C)."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from contact.models import ContactMessage
from helpdesk.accounts import groups
from helpdesk.tests import factories, site
from home import setup

pytestmark = pytest.mark.django_db

PERMISSIONS = {
    "wagtailadmin.access_admin",
    "faq.add_faqentry", "faq.change_faqentry", "faq.delete_faqentry", "faq.view_faqentry",
    "faq.publish_faqentry", "faq.lock_faqentry", "faq.unlock_faqentry",
    "faq.change_unfound", "faq.view_unfound",
    "home.add_announcement", "home.change_announcement", "home.delete_announcement", "home.view_announcement",
    "home.publish_announcement",
    "wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "wagtailredirects.delete_redirect",
    "wagtailredirects.view_redirect",
    # Wagtail's own migrations give these to a group of this name; by themselves they open no collection.
    "wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.delete_image", "wagtailimages.choose_image",
    "wagtaildocs.add_document", "wagtaildocs.change_document", "wagtaildocs.delete_document", "wagtaildocs.choose_document",
}  # fmt: skip
ON_PAGES = {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
ON_FILES = {"add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"}

MENUS = {
    # What the menu of an editor leads to, and nothing more.
    "/cms/pages/", "/cms/images/", "/cms/documents/", "/cms/snippets/faq/faqentry/", "/cms/snippets/faq/unfound/",
    "/cms/faq/not-useful/",
    "/cms/snippets/home/announcement/", "/cms/redirects/", "/cms/reports/locked/", "/cms/reports/workflow/",
    "/cms/reports/workflow_tasks/", "/cms/reports/site-history/", "/cms/reports/aging-pages/", "/cms/reports/page-types-usage/",
    "/cms/reports/reviews/",
}  # fmt: skip
CLOSED = (
    "/cms/users/", "/cms/users/new/", "/cms/groups/", "/cms/sites/", "/cms/collections/", "/cms/collections/add/",
    "/cms/workflows/list/", "/cms/workflows/tasks/index/", "/cms/locales/", "/cms/settings/helpdesk/desksettings/1/",
    "/cms/service/", "/cms/department/", "/cms/organisation/", "/cms/tickettype/", "/cms/ticketsource/", "/cms/checklistitem/",
    "/cms/workinghours/", "/cms/nonworkingday/", "/cms/ramadanperiod/", "/cms/evaluationsection/", "/cms/evaluationquestion/",
)  # fmt: skip
DESK = (
    "/helpdesk/", "/helpdesk/tiket/", "/helpdesk/tiket/baru/", "/helpdesk/pesan/", "/helpdesk/staff/", "/helpdesk/client/",
    "/helpdesk/admin/", "/helpdesk/editor/", "/helpdesk/faq/", "/helpdesk/department/", "/helpdesk/setting/", "/helpdesk/organisasi/",
    "/helpdesk/layanan/", "/helpdesk/kalender/", "/helpdesk/audit/", "/helpdesk/notifikasi/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def pages():
    site.build()
    setup.pages()


@pytest.fixture
def editors():
    return Group.objects.get(name=groups.EDITORS)


def names(permissions):
    return {f"{label}.{code}" for label, code in permissions.values_list("content_type__app_label", "codename")}


def test_the_group_has_exactly_these_permissions(editors):
    assert names(editors.permissions) == PERMISSIONS
    pages = GroupPagePermission.objects.filter(group=editors)
    assert set(pages.values_list("permission__codename", flat=True)) == ON_PAGES
    assert set(pages.values_list("page__depth", flat=True)) == {1}
    files = GroupCollectionPermission.objects.filter(group=editors)
    assert set(files.values_list("permission__codename", flat=True)) == ON_FILES


def test_an_editor_has_these_permissions_and_no_other():
    editor = factories.make_editor()
    assert editor.get_all_permissions() == PERMISSIONS
    assert not {name for name in editor.get_all_permissions() if name.split(".")[0] in {"helpdesk", "contact", "auth"}}
    assert not editor.is_staff and not editor.is_superuser


def test_setting_up_again_takes_nothing_away_that_the_office_gave(editors):
    given = Permission.objects.get(codename="change_site", content_type__app_label="wagtailcore")
    editors.permissions.add(given)
    editors.permissions.remove(Permission.objects.get(codename="delete_redirect"))
    groups.ensure()
    assert names(editors.permissions) == PERMISSIONS | {"wagtailcore.change_site"}


def menu_of(client):
    return set(re.findall(r'"url": "(/cms/[^"?#]+)"', client.get("/cms/").content.decode()))


def test_the_menu_of_an_editor_leads_to_these_screens_and_all_of_them_open(client):
    client.force_login(factories.make_editor())
    shown = {url for url in menu_of(client) if not url.startswith(("/cms/account", "/cms/logout", "/cms/password"))}
    assert shown == MENUS
    for url in MENUS:
        assert client.get(url, follow=True).status_code == 200, url


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_what_is_no_editors_business_stays_closed(client, role):
    client.force_login(factories.make_user(f"orang.{role}", role))
    opened = {url for url in CLOSED if client.get(url).status_code == 200}
    expected = set() if role == "editor" else {url for url in CLOSED if not url.startswith((
        "/cms/users", "/cms/groups", "/cms/sites", "/cms/collections", "/cms/workflows", "/cms/locales", "/cms/settings",
    ))}  # fmt: skip
    assert opened == expected


def test_an_editor_has_no_desk_but_the_profile(client):
    client.force_login(factories.make_editor())
    assert {url: client.get(url).status_code for url in DESK} == dict.fromkeys(DESK, 404)
    assert client.get("/helpdesk/profil/").status_code == 200
    client.force_login(factories.make_superadmin())
    assert {url: client.get(url).status_code for url in DESK} == dict.fromkeys(DESK, 200)


def test_an_editor_finds_no_trace_of_the_desk_in_the_cms(client):
    ticket = factories.make_ticket("Zirkon rahasia", requester=factories.make_client("penanya_zirkon"))
    ContactMessage.objects.create(name="Zirkon", email="zirkon@example.id", subject="Zirkon", text="Zirkon", token="z")
    kontak = Page.objects.get(slug="kontak")
    client.force_login(factories.make_editor())
    for url in [
        "/cms/", "/cms/forms/", f"/cms/forms/submissions/{kontak.pk}/", "/cms/reports/site-history/", "/cms/pages/search/?q=zirkon",
        "/cms/images/?q=zirkon", *MENUS,
    ]:  # fmt: skip
        html = client.get(url, follow=True).content.decode().lower()
        assert "rahasia" not in html and "zirkon@" not in html and ticket.requester.email not in html, url
