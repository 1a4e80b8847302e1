"""The verbs about people (table C): who may add, change, move, switch off and on; what stays, what is dropped."""

import pytest
from django.contrib.auth.models import Group

from helpdesk.accounts import addresses, guard, people
from helpdesk.accounts.models import Membership, Role, User
from helpdesk.accounts.signals import registration_approved
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
LOGIN = "/akun/login/"


@pytest.fixture
def boss(db):
    return make.make_superadmin("bos")


def added(by, role=Role.STAFF, **fields):
    fields = {"name": "Dewi Lestari", "username": "dewi", "email": "Dewi@Example.id", **fields}
    return people.add_person(by=by, role=role, **fields)


# Adding


def test_without_a_password_an_invitation_is_mailed_and_the_address_counts_as_confirmed(boss, mailoutbox):
    person = added(boss, designation="Analis", department=make.make_department())
    assert (person.email, person.designation, person.must_change_password) == ("dewi@example.id", "Analis", False)
    assert not person.has_usable_password() and person.staff_code
    assert addresses.owner_of("dewi@example.id") == person
    [mail] = mailoutbox
    assert mail.to == ["dewi@example.id"] and "/akun/password/reset/key/" in mail.body


def test_a_password_is_a_first_one_and_no_mail_goes_out(boss, mailoutbox):
    person = added(boss, password="kuda hijau 71 lari")
    assert person.must_change_password and person.check_password("kuda hijau 71 lari")
    assert not mailoutbox


def test_the_invitation_speaks_the_persons_language(boss, mailoutbox):
    added(boss, language="en")
    assert "choose your password" in mailoutbox[0].body


@pytest.mark.parametrize("role", list(Role))
def test_a_super_admin_adds_everybody_an_admin_those_below_and_nobody_else_anybody(boss, role):
    assert added(boss, role, username="satu", email="satu@example.id").role == role
    admin, may = make.make_admin(), role in {Role.STAFF, Role.CLIENT, Role.EDITOR}
    if may:
        assert added(admin, role).role == role
    else:
        with pytest.raises(people.Refused):
            added(admin, role)
    for other in (make.make_staff(), make.make_client(), make.make_editor(), make.make_superadmin(is_active=False)):
        with pytest.raises(people.Refused):
            added(other, role, username="dua", email="dua@example.id")


def test_what_does_not_fit_the_role_is_not_kept(boss):
    office, department = make.make_organisation(), make.make_department()
    client = added(boss, Role.CLIENT, organisation=office, department=department, designation="Kepala", is_editor=True)
    assert (client.organisation, client.membership, client.department, client.designation) == (office, Membership.MEMBER, None, "")
    assert not client.groups.exists()
    staff = added(boss, Role.STAFF, username="eko", email="eko@example.id", organisation=office, is_editor=True)
    assert staff.organisation is None and staff.department is None
    assert staff.groups.filter(name="Editors").exists()


def test_an_address_that_somebody_confirmed_and_a_name_that_is_taken_are_refused(boss):
    addresses.confirm(make.make_client("lain", email="dewi@example.id"))
    for change in ({}, {"email": "lain2@example.id", "username": "LAIN"}, {"email": ""}):
        with pytest.raises(people.Refused):
            added(boss, **change)
    assert not User.objects.filter(username="dewi").exists()
    assert added(boss, email="dewi2@example.id").pk


def test_a_field_that_is_not_offered_is_a_mistake_of_the_caller(boss):
    with pytest.raises(TypeError):
        added(boss, is_superuser=True)
    with pytest.raises(TypeError):
        people.edit_person(make.make_staff(), by=boss, role=Role.ADMIN)


# Changing


def test_a_new_address_replaces_the_old_one_which_is_told(boss, mailoutbox):
    person = make.make_staff("dewi", email="lama@example.id", password=make.PASSWORD)
    addresses.confirm(person)
    people.edit_person(person, by=boss, email="Baru@example.id")
    assert addresses.owner_of("baru@example.id") == person and addresses.owner_of("lama@example.id") is None
    assert [mail.to for mail in mailoutbox] == [["lama@example.id"]]


def test_a_new_first_password_ends_the_persons_sessions(boss, client):
    person = make.make_staff("dewi", password=make.PASSWORD)
    client.force_login(person)
    assert client.get("/helpdesk/").status_code == 200
    people.edit_person(person, by=boss, password="kuda hijau 71 lari")
    assert person.must_change_password
    assert client.get("/helpdesk/")["Location"].startswith(LOGIN)


@pytest.mark.parametrize(("by", "whom", "may"), [
    (Role.SUPERADMIN, Role.ADMIN, True), (Role.SUPERADMIN, Role.SUPERADMIN, True),
    (Role.ADMIN, Role.STAFF, True), (Role.ADMIN, Role.CLIENT, True), (Role.ADMIN, Role.EDITOR, True),
    (Role.ADMIN, Role.ADMIN, False), (Role.ADMIN, Role.SUPERADMIN, False),
    (Role.STAFF, Role.CLIENT, False), (Role.STAFF, Role.STAFF, False), (Role.CLIENT, Role.CLIENT, False), (Role.EDITOR, Role.CLIENT, False),
])  # fmt: skip
def test_nobody_changes_somebody_above_or_beside_them(boss, by, whom, may):
    actor, person = make.make_user("pelaku", by), make.make_user("orang", whom)
    for act in (
        lambda: people.edit_person(person, by=actor, name="Nama Baru"),
        lambda: people.deactivate(person, by=actor),
        lambda: people.reactivate(person, by=actor),
    ):
        if may:
            act()
        else:
            with pytest.raises(people.Refused):
                act()
    person.refresh_from_db()
    assert (person.name == "Nama Baru") is may and person.is_active


def test_an_admin_gives_no_role_above_and_nobody_changes_their_own(boss):
    admin, person = make.make_admin(), make.make_staff()
    for role in (Role.ADMIN, Role.SUPERADMIN):
        with pytest.raises(people.Refused):
            people.change_role(person, role, by=admin)
    assert people.change_role(person, Role.EDITOR, by=admin).role == Role.EDITOR
    assert people.change_role(person, Role.SUPERADMIN, by=boss).is_superuser
    for role in (Role.ADMIN, Role.SUPERADMIN, Role.CLIENT):
        for me in (admin, boss):
            with pytest.raises(people.Refused):
                people.change_role(me, role, by=me)


def test_rights_are_asked_of_the_database_not_of_what_was_loaded_before(boss):
    admin, person = make.make_admin(), make.make_staff()
    stale = User.objects.get(pk=admin.pk)
    people.change_role(admin, Role.STAFF, by=boss)
    with pytest.raises(people.Refused):
        people.deactivate(person, by=stale)


def test_a_role_change_drops_what_no_longer_fits(boss):
    other = make.make_staff()
    person = make.make_staff("dewi", make.make_department(), designation="Analis", deputy=other)
    person.groups.add(Group.objects.get_or_create(name="Editors")[0])
    people.change_role(person, Role.CLIENT, by=boss)
    person.refresh_from_db()
    assert (person.department, person.designation, person.deputy, person.away_until) == (None, "", None, None)
    assert not person.groups.exists() and not person.is_superuser
    client = make.make_client(organisation=make.make_organisation())
    people.change_role(client, Role.ADMIN, by=boss)
    assert (client.organisation, client.membership) == (None, "")
    assert set(client.groups.values_list("name", flat=True)) == {"Editors", "Admins"}


# With the next request


def test_every_change_counts_with_the_next_request_of_an_open_session(boss, client):
    first, second = make.make_department(), make.make_department()
    person = make.make_staff("dewi", first)
    ticket = make.make_ticket(service=make.make_service(department=first))
    url = ticket.get_absolute_url()
    client.force_login(person)
    assert client.get(url).status_code == 200
    people.move(person, second, by=boss)
    assert client.get(url).status_code == 404
    people.move(person, first, by=boss)
    assert client.get(url).status_code == 200
    people.change_role(person, Role.EDITOR, by=boss)
    assert client.get("/helpdesk/").status_code == 404
    people.change_role(person, Role.ADMIN, by=boss)
    assert client.get(url).status_code == 200
    people.deactivate(person, by=boss)
    assert client.get(url)["Location"].startswith(LOGIN)
    people.reactivate(person, by=boss)
    assert client.get(url)["Location"].startswith(LOGIN)  # the session has ended, not only slept


# The last Super Admin


def test_the_last_active_super_admin_stays(boss):
    make.make_superadmin(is_active=False)
    for act in (lambda: people.deactivate(boss, by=boss), lambda: people.change_role(boss, Role.ADMIN, by=boss)):
        with pytest.raises(people.Refused):
            act()
    second = make.make_superadmin()
    people.change_role(boss, Role.ADMIN, by=second)
    assert User.objects.filter(role=Role.SUPERADMIN, is_active=True).get() == second


def test_the_last_super_admin_stays_whoever_would_be_allowed_to_act(boss):
    """Who acts is a Super Admin who stays, so no verb comes this far today: the lock behind the lock, tried by itself."""
    with pytest.raises(people.Refused):
        guard.must_leave_a_super_admin(boss, {boss.pk})
    guard.must_leave_a_super_admin(boss, {boss.pk, boss.pk + 1})


# Registrations that wait


@pytest.fixture
def waiting(db):
    person = make.make_client("calon", is_active=False, awaits_approval=True, password=make.PASSWORD)
    addresses.ensure_address(person, verified=False)
    return person


def test_an_approved_registration_may_log_in_and_hears_of_it_with_the_link_that_confirms(waiting, mailoutbox, client):
    heard = []
    registration_approved.connect(lambda person, by, **_: heard.append((person, by)), weak=False, dispatch_uid="test")
    admin = make.make_admin()
    try:
        people.approve(waiting, by=admin)
    finally:
        registration_approved.disconnect(dispatch_uid="test")
    assert heard == [(waiting, admin)]
    [mail] = [mail for mail in mailoutbox if mail.to == ["calon@example.id"]]
    assert "/akun/confirm-email/" in mail.body and "/akun/login/" in mail.body
    answer = client.post(LOGIN, {"login": "calon", "password": make.PASSWORD})
    assert answer.status_code == 302
    with pytest.raises(people.Refused):  # decided already
        people.refuse(waiting, by=admin)


def test_who_has_confirmed_the_address_already_gets_one_mail_and_not_two(waiting, mailoutbox):
    addresses.confirm(waiting)
    people.approve(waiting, by=make.make_admin())
    assert [mail.to for mail in mailoutbox] == [["calon@example.id"]]


def test_a_refused_registration_stays_out_and_hears_why(waiting, mailoutbox, client):
    people.refuse(waiting, by=make.make_admin(), reason="Mohon pakai alamat dinas.")
    waiting.refresh_from_db()
    assert (waiting.is_active, waiting.awaits_approval) == (False, False)
    [mail] = mailoutbox
    assert "Mohon pakai alamat dinas." in mail.body
    assert client.post(LOGIN, {"login": "calon", "password": make.PASSWORD}).status_code == 200


def test_staff_decide_about_no_registration(waiting):
    for verb in (people.approve, people.refuse, people.reactivate):
        with pytest.raises(people.Refused):
            verb(waiting, by=make.make_staff())
    with pytest.raises(people.Refused):  # not the way around the decision
        people.reactivate(waiting, by=make.make_admin())
