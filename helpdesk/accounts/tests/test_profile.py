"""Row B9: one's own profile."""

import pytest

from helpdesk.accounts.models import Membership, Role
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
PROFILE = "/helpdesk/profil/"


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_a_profile_an_editor_too(client, role):
    person = factories.make_user("sari", role, name="Sari Wulandari")
    client.force_login(person)
    html = client.get(PROFILE).content.decode()
    assert "Sari Wulandari" in html and "sari@example.id" in html and str(role.label) in html


def test_a_visitor_is_led_to_the_login(client):
    assert client.get(PROFILE)["Location"] == "/akun/login/?next=/helpdesk/profil/"


def test_name_and_number_can_be_changed_and_nothing_else(client):
    organisation = factories.make_organisation(is_verified=True)
    person = factories.make_client("sari", organisation=organisation)
    client.force_login(person)
    client.post(PROFILE, {"name": " Sari  Dewi ", "phone": "0813 1111 2222", "role": "superadmin", "username": "x",
                          "email": "x@example.id", "npwp": "999", "membership": "contact", "is_superuser": "1"})
    person.refresh_from_db()
    organisation.refresh_from_db()
    assert (person.name, person.phone) == ("Sari Dewi", "+6281311112222")
    assert (person.role, person.username, person.email, person.membership) == ("client", "sari", "sari@example.id", "member")
    assert organisation.npwp == ""


@pytest.mark.parametrize(("membership", "verified", "may"), [
    (Membership.CONTACT, False, True), (Membership.CONTACT, True, False), (Membership.MEMBER, False, False), (Membership.REQUESTED, False, False),
])
def test_the_npwp_belongs_to_who_made_the_organisation_until_it_is_checked(client, membership, verified, may):
    organisation = factories.make_organisation(is_verified=verified)
    client.force_login(factories.make_client("sari", organisation=organisation, membership=membership))
    client.post(PROFILE, {"name": "Sari", "phone": "0813 1111 2222", "npwp": "01.234"})
    organisation.refresh_from_db()
    assert organisation.npwp == ("01.234" if may else "")


@pytest.mark.parametrize(("name", "phone"), [("", "0813 1111 2222"), ("x" * 151, "0813 1111 2222"), ("Sari\0", "0813 1111 2222"), ("Sari", "12")])
def test_what_is_wrong_is_said_and_nothing_is_saved(client, name, phone):
    person = factories.make_client("sari", name="Sari")
    client.force_login(person)
    answer = client.post(PROFILE, {"name": name, "phone": phone})
    assert answer.status_code == 422 and answer.context["form"].errors
    person.refresh_from_db()
    assert person.name == "Sari"


def test_a_requested_membership_says_what_it_means(client):
    client.cookies["django_language"] = "en"
    client.force_login(factories.make_client("sari", organisation=factories.make_organisation(), membership=Membership.REQUESTED))
    assert "own tickets only" in client.get(PROFILE).content.decode()
