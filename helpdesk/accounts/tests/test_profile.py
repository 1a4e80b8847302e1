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


def test_name_username_and_number_can_be_changed_and_nothing_else(client):
    organisation = factories.make_organisation(is_verified=True)
    person = factories.make_client("sari", organisation=organisation)
    client.force_login(person)
    client.post(PROFILE, {"name": " Sari  Dewi ", "phone": "0813 1111 2222", "username": "sari.dewi", "role": "superadmin",
                          "email": "x@example.id", "npwp": "999", "membership": "contact", "is_superuser": "1"})
    person.refresh_from_db()
    organisation.refresh_from_db()
    assert (person.name, person.phone) == ("Sari Dewi", "+6281311112222")
    assert (person.role, person.username, person.email, person.membership) == ("client", "sari.dewi", "sari@example.id", "member")
    assert organisation.npwp == ""


@pytest.mark.parametrize(("membership", "verified", "may"), [
    (Membership.CONTACT, False, True), (Membership.CONTACT, True, False), (Membership.MEMBER, False, False), (Membership.REQUESTED, False, False),
])
def test_the_npwp_belongs_to_who_made_the_organisation_until_it_is_checked(client, membership, verified, may):
    organisation = factories.make_organisation(is_verified=verified)
    client.force_login(factories.make_client("sari", organisation=organisation, membership=membership))
    client.post(PROFILE, {"name": "Sari", "username": "sari", "phone": "0813 1111 2222", "npwp": "01.234"})
    organisation.refresh_from_db()
    assert organisation.npwp == ("01.234" if may else "")


@pytest.mark.parametrize(("name", "phone"), [("", "0813 1111 2222"), ("x" * 151, "0813 1111 2222"), ("Sari\0", "0813 1111 2222"), ("Sari", "12")])
def test_what_is_wrong_is_said_and_nothing_is_saved(client, name, phone):
    person = factories.make_client("sari", name="Sari")
    client.force_login(person)
    answer = client.post(PROFILE, {"name": name, "username": "sari", "phone": phone})
    assert answer.status_code == 422 and answer.context["form"].errors
    person.refresh_from_db()
    assert person.name == "Sari"


def test_a_requested_membership_says_what_it_means(client):
    client.cookies["django_language"] = "en"
    client.force_login(factories.make_client("sari", organisation=factories.make_organisation(), membership=Membership.REQUESTED))
    assert "own tickets only" in client.get(PROFILE).content.decode()


# Username, picture, language


def save(client, **changes):
    return client.post(PROFILE, {"name": "Sari", "username": "sari", "phone": "0813 1111 2222", **changes})


@pytest.fixture
def sari(client):
    made = factories.make_client("sari", name="Sari", password=factories.PASSWORD)
    client.cookies["django_language"] = "en"
    client.force_login(made)
    return made


@pytest.mark.parametrize("username", ["BUDI", "budi", "sa", "sari w", "sari@example.id", "helpdesk", "", "x" * 61, "sari\0"])
def test_a_username_that_is_taken_or_wrong_is_refused(client, sari, username):
    factories.make_client("budi")
    answer = save(client, username=username)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["username"]
    sari.refresh_from_db()
    assert sari.username == "sari"


def test_the_new_username_logs_in_and_its_own_case_may_change(client, sari):
    assert save(client, username="Sari").status_code == 302
    assert save(client, username="sari.baru").status_code == 302
    client.logout()
    client.post("/akun/login/", {"login": "sari.baru", "password": factories.PASSWORD})
    assert "_auth_user_id" in client.session


def test_trying_other_usernames_is_throttled_and_the_own_one_is_not(client, sari):
    for number in range(10):
        save(client, username=f"coba{number}")
    assert "Too many attempts" in save(client, username="terlalu.banyak").content.decode()
    assert save(client, username="coba9").status_code == 302


def test_a_picture_is_chosen_shown_and_taken_away(client, sari):
    from helpdesk.accounts import avatars
    from helpdesk.tests import files

    assert save(client, avatar=files.upload(files.jpeg_photo(), "saya.jpg", "image/jpeg")).status_code == 302
    sari.refresh_from_db()
    html = client.get(PROFILE).content.decode()
    assert avatars.url_of(sari) in html and "saya.jpg" not in html and "Remove the picture" in html
    assert save(client, **{"avatar-clear": "on"}).status_code == 302
    sari.refresh_from_db()
    assert not sari.avatar and "Remove the picture" not in client.get(PROFILE).content.decode()


def test_a_bad_picture_is_refused_beside_the_field_and_nothing_is_saved(client, sari):
    from helpdesk.tests import files

    answer = save(client, name="Nama Lain", avatar=files.upload(files.html_as_pdf(), "saya.jpg", "image/jpeg"))
    assert answer.status_code == 422 and 'id="id_avatar_error"' in answer.content.decode()
    sari.refresh_from_db()
    assert not sari.avatar and sari.name == "Sari"


def test_the_profile_sets_the_language_of_pages_and_mails_and_the_switch_that_of_this_browser(client, sari):
    save(client, language="en")
    sari.refresh_from_db()
    assert sari.language == "en" and client.cookies["django_language"].value == "en"
    client.get("/bahasa/id/?next=/")
    sari.refresh_from_db()
    assert sari.language == "en" and client.cookies["django_language"].value == "id", "a link changes nothing about a person"
    assert save(client, language="xx").status_code == 422


def test_a_new_device_speaks_the_persons_language_unless_it_was_switched_there():
    from django.test import Client

    factories.make_client("budi", password=factories.PASSWORD, language="en")
    new, switched = Client(), Client()
    switched.cookies["django_language"] = "id"
    for browser in (new, switched):
        browser.post("/akun/login/", {"login": "budi", "password": factories.PASSWORD})
    assert ">Save<" in new.get(PROFILE).content.decode().replace("<span>", "").replace("</span>", "")
    assert switched.cookies["django_language"].value == "id"


def test_a_visitors_switch_asks_for_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/bahasa/en/?next=/").status_code == 302
