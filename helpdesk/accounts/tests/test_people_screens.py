"""The screens Admin, Staff, Client, Editor (rows B8, B11, B12): what they show, take, refuse and never take."""

import pytest

from helpdesk.accounts import addresses
from helpdesk.accounts.models import Role, User
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
TOKEN = "t" * 32
MORE = {
    "role": "superadmin", "is_superuser": "on", "is_active": "", "is_staff": "on", "groups": ["1", "2"], "user_permissions": ["1"],
    "staff_code": "AAA11aa", "awaits_approval": "on", "must_change_password": "", "membership": "contact", "organisation_id": "1",
    "department_id": "1", "last_login": "2020-01-01", "date_joined": "2020-01-01", "privacy_version": "x", "id": "1", "pk": "1",
    "deputy": "1", "away_until": "2030-01-01", "language": "en", "password1": "kuda hijau 71", "is_verified": "on",
    "privacy_agreed_at": "2020-01-01", "by": "1", "successors": "1", "avatar-clear": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def admin(client):
    person = make.make_admin("adi")
    client.force_login(person)
    return person


@pytest.fixture
def boss(client):
    person = make.make_superadmin("bos")
    client.force_login(person)
    return person


def new(**changes):
    return {"name": "Dewi Lestari", "username": "dewi", "email": "dewi@example.id", "password": "", "token": TOKEN, **changes}


def edit(client, url, **changes):
    """Post the form of a person as the page gave it, with `changes`."""
    page = client.get(url)
    form = page.context["form"]
    fields = {name: form[name].value() for name in form.fields if name not in {"password", "avatar"}}
    data = {name: value if value not in (None, False) else "" for name, value in fields.items()}
    return client.post(url, {**data, "seen": page.context["seen"], **changes})


def facts(person):
    person = User.objects.get(pk=person.pk)
    return {f.name: getattr(person, f.attname) for f in User._meta.concrete_fields} | {"groups": set(person.groups.values_list("name", flat=True))}


# Adding


def test_an_admin_adds_staff_with_the_manuals_fields(client, admin, mailoutbox):
    department = make.make_department("Jaringan")
    labels = [field.label for field in client.get("/helpdesk/staff/baru/").context["form"]]
    assert labels == ["Name", "Username", "Email", "Password", "Department", "Designation", "Also edits the pages of the website", "Avatar"]
    answer = client.post("/helpdesk/staff/baru/", new(department=department.pk, designation="Analis", is_editor="on"), follow=True)
    person = User.objects.get(username="dewi")
    assert (person.role, person.department, person.designation) == (Role.STAFF, department, "Analis")
    assert person.groups.filter(name="Editors").exists()
    html = answer.content.decode()
    assert "Dewi Lestari" in html and "Invited" in html and mailoutbox[0].to == ["dewi@example.id"]


def test_a_client_gets_an_organisation_and_a_number_and_a_staff_member_may_have_no_department(client, admin):
    office = make.make_organisation("PT Maju")
    client.post("/helpdesk/client/baru/", new(organisation="pt maju", phone="0812 3456 7890", password="kuda hijau 71 lari"))
    person = User.objects.get(username="dewi")
    assert (person.role, person.organisation, person.membership, person.phone) == (Role.CLIENT, office, "member", "+6281234567890")
    assert person.must_change_password
    client.post("/helpdesk/staff/baru/", new(username="eko", email="eko@example.id", token="u" * 32))
    assert User.objects.get(username="eko").department is None
    assert "No Department" in client.get("/helpdesk/staff/").content.decode()


def test_only_a_super_admin_finds_the_admin_screen(client, boss):
    client.post("/helpdesk/admin/baru/", new())
    assert User.objects.get(username="dewi").role == Role.ADMIN
    client.force_login(make.make_admin())
    assert client.get("/helpdesk/admin/baru/").status_code == 404
    assert client.post("/helpdesk/admin/baru/", new(username="eko", email="eko@example.id", token="u" * 32)).status_code == 404
    assert not User.objects.filter(username="eko").exists()


def test_the_same_form_sent_twice_makes_one_person(client, admin):
    for _ in range(2):
        assert client.post("/helpdesk/editor/baru/", new()).status_code == 302
    assert User.objects.filter(role=Role.EDITOR).count() == 1


@pytest.mark.parametrize(("change", "field"), [
    ({"name": ""}, "name"), ({"username": "lain"}, "username"), ({"username": "LAIN"}, "username"), ({"username": "a b"}, "username"),
    ({"username": "root"}, "username"), ({"email": ""}, "email"), ({"email": "Lain@example.id"}, "email"), ({"password": "password"}, "password"),
    ({"password": "dewi.dewi"}, None), ({"organisation": "PT Tidak Ada"}, "organisation"), ({"phone": "12"}, "phone"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(client, admin, change, field):
    addresses.confirm(make.make_client("lain"))
    answer = client.post("/helpdesk/client/baru/", new(**{"username": "dewi.dewi", **change}))
    if field is None:  # resembles the username
        field = "password"
    assert answer.status_code == 422 and list(answer.context["form"].errors) == [field]
    assert 'value="dewi@example.id"' in answer.content.decode() or field == "email"
    assert not User.objects.filter(email="dewi@example.id").exists()


def test_of_several_organisations_with_one_name_the_number_decides(client, admin):
    first, second = make.make_organisation("PT Maju"), make.make_organisation("PT Maju")
    answer = client.post("/helpdesk/client/baru/", new(organisation="PT Maju"))
    assert answer.status_code == 422 and f"(#{second.pk})" in answer.content.decode()
    client.post("/helpdesk/client/baru/", new(organisation=f"PT Maju (#{second.pk})"))
    assert User.objects.get(username="dewi").organisation == second
    first.delete()


# What else is posted changes nothing


@pytest.mark.parametrize("kind", ["staff", "client", "editor"])
def test_twenty_five_further_fields_change_nothing(client, admin, kind):
    assert len(MORE) >= 25
    role = Role(kind)
    client.post(f"/helpdesk/{kind}/baru/", MORE | new())
    person = User.objects.get(username="dewi")
    assert (person.role, person.is_superuser, person.is_active, person.awaits_approval) == (role, False, True, False)
    assert not person.groups.exclude(name="Editors" if role == Role.EDITOR else "").exists() and not person.user_permissions.exists()
    before = facts(person)
    edit(client, f"/helpdesk/{kind}/{person.pk}/", **MORE)
    assert facts(person) == before
    edit(client, f"/helpdesk/{kind}/{person.pk}/", **MORE, name="Nama Baru")  # the control: the form does work
    assert facts(person) == before | {"name": "Nama Baru"}


# Editing


def test_editing_changes_what_the_form_says_and_keeps_the_membership(client, admin):
    office = make.make_organisation("PT Maju")
    person = make.make_client("sari", organisation=office, membership="requested", password=make.PASSWORD)
    url = f"/helpdesk/client/{person.pk}/"
    assert edit(client, url, name="Sari Baru", email="baru@example.id").status_code == 302
    person.refresh_from_db()
    assert (person.name, person.email, person.organisation, person.membership) == ("Sari Baru", "baru@example.id", office, "requested")
    assert person.check_password(make.PASSWORD) and addresses.owner_of("baru@example.id") == person
    edit(client, url, organisation="", password="kuda hijau 71 lari")
    person.refresh_from_db()
    assert (person.organisation, person.membership, person.must_change_password) == (None, "", True)


def test_of_two_who_edit_at_once_the_second_is_told_and_keeps_what_was_typed(client, admin):
    person = make.make_staff("dewi", name="Dewi")
    url = f"/helpdesk/staff/{person.pk}/"
    seen = client.get(url).context["seen"]
    edit(client, url, name="Dewi Satu")
    answer = client.post(url, {"name": "Dewi Dua", "username": "dewi", "email": "dewi@example.id", "seen": seen})
    assert answer.status_code == 409 and 'value="Dewi Dua"' in answer.content.decode() and "Dewi Satu" in answer.content.decode()
    assert User.objects.get(pk=person.pk).name == "Dewi Satu"


def test_ones_own_account_is_not_edited_here(client, boss):
    url = f"/helpdesk/admin/{boss.pk}/"
    assert client.get(url).context["form"] is None
    for path in ("", "nonaktifkan/", "peran/"):
        assert client.post(url + path, {"name": "x", "role": "client"}).status_code == 409
    boss.refresh_from_db()
    assert (boss.name, boss.role, boss.is_active) == ("Bos", Role.SUPERADMIN, True)


def test_an_admin_finds_neither_admins_nor_super_admins_by_any_address(client, admin):
    above = [make.make_admin("lain"), make.make_superadmin("bos")]
    before = [facts(person) for person in above]
    for person in above:
        for kind in ("admin", "staff", "client", "editor"):
            for path in ("", "nonaktifkan/", "aktifkan/", "peran/", "undang/"):
                url = f"/helpdesk/{kind}/{person.pk}/{path}"
                assert client.get(url).status_code == client.post(url, {"role": "client", "name": "x"}).status_code == 404, url
    assert [facts(person) for person in above] == before


@pytest.mark.parametrize(("role", "status"), [("editor", 302), ("client", 302), ("admin", 422), ("superadmin", 422), ("staff", 422), ("", 422)])
def test_an_admin_gives_only_roles_below(client, admin, role, status):
    person = make.make_staff("dewi")
    assert client.post(f"/helpdesk/staff/{person.pk}/peran/", {"role": role}).status_code == status
    person.refresh_from_db()
    assert person.role == (role if status == 302 else "staff") and not person.is_superuser


# Registrations that wait


def test_waiting_registrations_are_listed_and_decided(client, admin):
    person = make.make_client("calon", is_active=False, awaits_approval=True, password=make.PASSWORD)
    html = client.get("/helpdesk/client/").content.decode()
    assert "1 registration waits for a decision" in html and "Calon" not in html
    html = client.get("/helpdesk/client/?keadaan=waiting").content.decode()
    assert "Calon" in html and "Waits for approval" in html
    assert "Approve" in client.get(f"/helpdesk/client/{person.pk}/").content.decode()
    assert client.post(f"/helpdesk/client/{person.pk}/setujui/").status_code == 302
    person.refresh_from_db()
    assert person.is_active and not person.awaits_approval
    answer = client.post(f"/helpdesk/client/{person.pk}/tolak/", {"reason": "x"})
    assert answer.status_code == 409 and "somebody else has changed" in answer.content.decode()


# Lists


def test_the_list_finds_by_name_username_address_and_department_and_filters(client, admin):
    network = make.make_department("Jaringan")
    make.make_staff("budi.santoso", network, name="Budi")
    make.make_staff("citra", name="Citra", email="kantor@example.id")
    make.make_staff("dedi", name="Dedi", is_active=False)

    def names(query):
        return [row.name for row in client.get(f"/helpdesk/staff/?{query}").context["rows"]]

    assert names("") == ["Budi", "Citra"] and names("urut=-name") == ["Citra", "Budi"]
    assert names("q=santoso") == names("q=jaring") == names(f"departemen={network.pk}") == ["Budi"]
    assert names("q=KANTOR") == names("departemen=none") == ["Citra"]
    assert names("keadaan=off") == ["Dedi"] and names("keadaan=all") == ["Budi", "Citra", "Dedi"]
    assert names("urut=place") == ["Citra", "Budi"]


@pytest.mark.parametrize("kind", ["admin", "staff", "client", "editor"])
def test_a_list_costs_the_same_with_few_and_with_many_rows(client, boss, kind, django_assert_max_num_queries):
    def add(n):
        for _ in range(n):
            make.make_user("", Role(kind), department=make.make_department() if kind == "staff" else None,
                           **({"organisation": make.make_organisation()} if kind == "client" else {}))

    def queries():
        with django_assert_max_num_queries(8) as found:
            assert client.get(f"/helpdesk/{kind}/").status_code == 200
        return len(found)

    add(2)
    queries()
    few = queries()
    add(12)
    assert queries() == few
