"""Who may do what in the CMS (table C)."""

import pytest
from wagtail.models import Page

from helpdesk.accounts import addresses
from helpdesk.accounts.models import Role, User
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ground(site_tree):
    return site_tree


def made(role):
    return factories.make_user(f"orang.{role}", role)


def status(client, path):
    return client.get(path).status_code


@pytest.mark.parametrize(("role", "may"), [
    (Role.SUPERADMIN, True), (Role.ADMIN, True), (Role.EDITOR, True), (Role.STAFF, False), (Role.CLIENT, False),
])
def test_pages_pictures_and_documents_are_for_editors_and_admins(client, role, may):
    client.force_login(made(role))
    home = Page.objects.get(depth=2)
    for path in (f"/cms/pages/{home.pk}/edit/", "/cms/images/", "/cms/images/add/", "/cms/documents/", "/cms/snippets/faq/faqentry/"):
        assert (status(client, path) == 200) is may, path


def test_staff_in_the_group_editors_may_edit_pages(client):
    from django.contrib.auth.models import Group

    person = made(Role.STAFF)
    person.groups.add(Group.objects.get(name="Editors"))
    person.save()
    client.force_login(person)
    assert status(client, f"/cms/pages/{Page.objects.get(depth=2).pk}/edit/") == 200
    person.role = Role.CLIENT  # nobody takes the rights along
    person.save()
    assert status(client, f"/cms/pages/{Page.objects.get(depth=2).pk}/edit/") != 200


@pytest.mark.parametrize(("role", "may"), [
    (Role.SUPERADMIN, True), (Role.ADMIN, False), (Role.EDITOR, False), (Role.STAFF, False), (Role.CLIENT, False),
])
def test_people_and_groups_in_the_cms_are_for_super_admins_alone(client, role, may):
    client.force_login(made(role))
    other = factories.make_staff()
    for path in ("/cms/users/", "/cms/users/new/", f"/cms/users/edit/{other.pk}/", "/cms/groups/", "/cms/groups/new/"):
        assert (status(client, path) == 200) is may, path


@pytest.mark.parametrize(("role", "may"), [(Role.ADMIN, True), (Role.EDITOR, False)])
def test_the_desks_own_tables_are_for_admins(client, role, may):
    person = made(role)
    assert person.has_perm("helpdesk.change_service") is may
    assert person.has_perm("faq.change_faqentry")
    assert not person.is_superuser


def form(**changes):
    return {
        "name": "Dewi Lestari", "username": "dewi", "email": "Dewi@example.id", "role": "staff", "department": "", "designation": "Analis",
        "organisation": "", "membership": "", "phone": "0812 3456 7890", **changes,
    }


def test_a_person_made_in_the_cms_has_a_name_a_role_and_a_confirmed_address_and_gets_an_invitation(client, mailoutbox):
    client.force_login(made(Role.SUPERADMIN))
    assert client.post("/cms/users/new/", form()).status_code == 302
    person = User.objects.get(username="dewi")
    assert (person.name, person.role, person.email, person.phone) == ("Dewi Lestari", "staff", "dewi@example.id", "+6281234567890")
    assert person.staff_code and not person.has_usable_password()
    assert addresses.owner_of("dewi@example.id") == person
    [mail] = mailoutbox
    assert mail.to == ["dewi@example.id"] and "/akun/password/reset/key/" in mail.body and "dewi" in mail.body


def test_an_admin_cannot_make_people_there(client):
    client.force_login(made(Role.ADMIN))
    client.post("/cms/users/new/", form(role="superadmin"))
    assert not User.objects.filter(username="dewi").exists()


def test_editing_keeps_the_address_in_step(client):
    person = factories.make_staff("dewi", email="lama@example.id")
    addresses.confirm(person)
    client.force_login(made(Role.SUPERADMIN))
    answer = client.post(f"/cms/users/edit/{person.pk}/", form(email="baru@example.id", is_active="on", is_editor="on"))
    assert answer.status_code == 302
    assert addresses.owner_of("lama@example.id") is None and addresses.owner_of("baru@example.id") == person
    assert person.groups.filter(name="Editors").exists()


def test_an_address_that_somebody_else_has_confirmed_is_refused(client):
    addresses.confirm(factories.make_client("pemilik", email="dewi@example.id"))
    client.force_login(made(Role.SUPERADMIN))
    assert client.post("/cms/users/new/", form()).status_code == 200
    assert not User.objects.filter(username="dewi").exists()


def edited(client, person, **changes):
    """Post the CMS form of a person with some changes."""
    facts = {
        "name": person.name, "username": person.username, "email": person.email, "role": person.role, "department": person.department_id or "",
        "designation": "", "organisation": person.organisation_id or "", "membership": person.membership, "phone": "",
        "is_active": "on" if person.is_active else "",
    }  # fmt: skip
    answer = client.post(f"/cms/users/edit/{person.pk}/", facts | changes)
    person.refresh_from_db()
    return answer


def test_a_super_admin_changes_nothing_about_themselves_there(client):
    me = made(Role.SUPERADMIN)
    factories.make_superadmin()
    client.force_login(me)
    for change in ({"role": "client"}, {"is_active": ""}, {"name": "Lain"}):
        assert edited(client, me, **change)["Location"] == "/helpdesk/profil/"
    assert (me.role, me.is_active, me.name) == (Role.SUPERADMIN, True, "Orang.Superadmin")


def test_the_cms_saves_by_the_same_rules_and_drops_what_no_longer_fits(client):
    person = factories.make_staff("dewi", factories.make_department())
    client.force_login(made(Role.SUPERADMIN))
    assert edited(client, person, role="client").status_code == 302
    assert (person.role, person.department) == (Role.CLIENT, None)
    assert edited(client, person, role="admin", is_active="").status_code == 302
    assert (person.role, person.is_active) == (Role.ADMIN, False)
    assert edited(client, person, is_active="on").status_code == 302
    assert person.is_active


@pytest.mark.parametrize("change", [{"is_active": ""}, {"role": "client"}, {"department": "other"}])
def test_while_there_are_open_tickets_the_cms_leads_to_the_desk(client, change):
    first, second = factories.make_department(), factories.make_department()
    person = factories.make_staff("dewi", first)
    boss = made(Role.SUPERADMIN)
    ticket = factories.make_ticket(service=factories.make_service(department=first))
    ticket.assign_to(person, by=boss)
    client.force_login(boss)
    change = {key: second.pk if value == "other" else value for key, value in change.items()}
    answer = edited(client, person, **change)
    assert answer.status_code == 200 and f"/helpdesk/staff/{person.pk}/" in answer.content.decode()
    assert (person.is_active, person.role, person.department) == (True, Role.STAFF, first)
    ticket.assign_to(None, by=boss)
    assert edited(client, person, **change).status_code == 302  # the control: nothing else stands in the way


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_nothing_is_done_with_many_people_at_once(client, action):
    person, boss = factories.make_client("dewi"), made(Role.SUPERADMIN)
    client.force_login(boss)
    data = {"mark_as_active": "", "role": "1"}
    answer = client.post(f"/cms/bulk/helpdesk/user/{action}/?id={person.pk}&next=/cms/users/", data)
    assert answer.status_code in {200, 404}  # 200: the page of a form that lacks something
    person.refresh_from_db()
    assert person.is_active and not person.groups.exists()
    assert "bulk" not in client.get("/cms/users/").content.decode().partition("<main")[2].partition("</table>")[0]


def test_nobody_is_deleted_there_not_even_who_never_wrote_anything(client):
    ticket, idle = factories.make_ticket("Permohonan akun"), factories.make_client("sepi")
    client.force_login(made(Role.SUPERADMIN))
    for pk in (ticket.requester_id, idle.pk):
        assert client.get(f"/cms/users/delete/{pk}/").status_code == client.post(f"/cms/users/delete/{pk}/").status_code == 404
        assert User.objects.filter(pk=pk).exists()
        assert "/cms/users/delete/" not in client.get(f"/cms/users/edit/{pk}/").content.decode()
    assert "/cms/users/delete/" not in client.get("/cms/users/").content.decode()


@pytest.mark.parametrize("role", [Role.ADMIN, Role.EDITOR, Role.STAFF, Role.CLIENT])
def test_nobody_below_reaches_above_themselves_there(client, role):
    from django.contrib.auth.models import Group

    me, other = made(role), factories.make_client("lain")
    group, groups = Group.objects.get(name="Editors"), set(me.groups.values_list("name", flat=True))
    before = set(group.permissions.values_list("codename", flat=True))
    client.force_login(me)
    for person in (me, other):
        edited(client, person, role="superadmin", is_superuser="on", groups=[group.pk])
        assert person.role == (role if person == me else Role.CLIENT) and not person.is_superuser
    client.post(f"/cms/groups/edit/{group.pk}/", {"name": "Editors", "permissions": ["1", "2", "3"]})
    client.post("/cms/account/", {"name_email-email": "x@example.id", "role": "superadmin", "is_superuser": "on"})
    client.post(f"/cms/bulk/helpdesk/user/assign_role/?id={me.pk}", {"role": group.pk})
    me.refresh_from_db()
    assert (me.role, me.is_superuser, set(me.groups.values_list("name", flat=True))) == (role, False, groups)
    assert set(group.permissions.values_list("codename", flat=True)) == before and me.email == f"orang.{role}@example.id"
