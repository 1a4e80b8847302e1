"""First passwords and the compulsory second step: nothing else of the desk and the CMS until that is done."""

import pytest
from django.test import Client
from django.utils.translation import override

from helpdesk.accounts import addresses
from helpdesk.accounts.duties import FIRST_PASSWORD, SECOND_FACTOR, duty_of
from helpdesk.accounts.models import Role, User
from helpdesk.accounts.tests.test_second_factor import add_app
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
FIRST = factories.PASSWORD
OWN = "tujuh kerbau di ladang 4"
CHANGE, SET_UP = "/akun/password/change/", "/akun/2fa/"
PAGES = ["/helpdesk/", "/helpdesk/tiket/", "/helpdesk/profil/", "/helpdesk/tiket/baru/", "/helpdesk/tidak-ada/", "/cms/", "/cms/pages/"]


@pytest.fixture
def person(client):
    made = factories.make_staff("rudi", password=FIRST, must_change_password=True)
    addresses.confirm(made)
    client.post("/akun/login/", {"login": "rudi", "password": FIRST})
    return made


def change(client, old=FIRST, new=OWN):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


@pytest.mark.parametrize("path", PAGES)
def test_with_a_first_password_every_page_leads_to_change_password(client, person, path):
    assert client.get(path)["Location"] == CHANGE
    assert client.post(path)["Location"] == CHANGE


def test_the_page_says_why_in_one_sentence_and_shows_nothing_else_of_the_desk(client, person):
    client.cookies["django_language"] = "en"
    html = client.get(CHANGE).content.decode()
    assert str(FIRST_PASSWORD.sentence) in html and "chosen by somebody else" in html
    assert 'class="side"' not in html and "account-tabs" not in html
    change(client)
    html = client.get(CHANGE).content.decode()
    assert "chosen by somebody else" not in html and "account-tabs" in html


def test_what_is_posted_meanwhile_is_not_done(client, person):
    client.post("/helpdesk/profil/", {"name": "Nama Lain", "username": "rudi", "phone": ""})
    assert User.objects.get(pk=person.pk).name != "Nama Lain"
    change(client)
    client.post("/helpdesk/profil/", {"name": "Nama Lain", "username": "rudi", "phone": ""})
    assert User.objects.get(pk=person.pk).name == "Nama Lain"


def test_a_fragment_takes_the_whole_page_there(client, person):
    answer = client.get("/helpdesk/tiket/", headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == CHANGE


def test_logging_out_and_the_language_still_work(client, person):
    assert client.get("/bahasa/en/?next=/").status_code == 302
    assert client.post("/akun/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_choosing_another_password_opens_everything_and_leads_on(client, person):
    assert change(client)["Location"] == "/helpdesk/"
    assert client.get("/helpdesk/").status_code == 200
    person.refresh_from_db()
    assert not person.must_change_password and person.check_password(OWN)


def test_the_first_password_again_is_refused(client, person):
    answer = change(client, new=FIRST)
    assert "password1" in answer.context["form"].errors
    person.refresh_from_db()
    assert person.must_change_password


def test_an_own_password_may_not_be_the_old_one_either(client):
    factories.make_client("sari", password=FIRST)
    client.post("/akun/login/", {"login": "sari", "password": FIRST})
    assert "password1" in change(client, new=FIRST).context["form"].errors
    assert change(client)["Location"] == CHANGE  # back to the page, as ever


def test_a_reset_by_link_is_a_choice_too_but_not_of_the_first_password(person, mailoutbox):
    person.refresh_from_db()
    browser = Client()
    form = browser.get(link_to(person))["Location"]
    assert "password1" in browser.post(form, {"password1": FIRST}).context["form"].errors
    assert browser.post(form, {"password1": OWN}).status_code == 302
    person.refresh_from_db()
    assert not person.must_change_password
    assert browser.post("/akun/login/", {"login": "rudi", "password": OWN})["Location"] == "/helpdesk/"


def test_an_editor_with_a_first_password_does_not_get_into_the_cms(client, site_tree):
    factories.make_editor("eka", password=FIRST, must_change_password=True)
    client.post("/akun/login/", {"login": "eka", "password": FIRST})
    assert client.get("/cms/")["Location"] == CHANGE
    assert change(client)["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


# Links of invitations


@pytest.fixture
def invited():
    made = factories.make_staff("wati", email="wati@example.id")
    made.set_unusable_password()
    made.save()
    addresses.confirm(made)
    return made


def link_to(person):
    from helpdesk.accounts.mails import password_link

    return "/akun/" + password_link(person).partition("/akun/")[2]


def opens(path):
    """Whether a link leads to its form."""
    return Client().get(path).status_code == 302


def test_an_invitation_sets_a_password_once(invited):
    browser, path = Client(), link_to(invited)
    form = browser.get(path)["Location"]
    assert browser.post(form, {"password1": OWN}).status_code == 302
    assert not opens(path)
    assert browser.post("/akun/login/", {"login": "wati", "password": OWN})["Location"] == "/helpdesk/"
    assert browser.get("/helpdesk/").status_code == 200  # no duty: nobody else knows this password


def test_an_invitation_dies_after_24_hours_and_with_the_account(invited, monkeypatch):
    from datetime import timedelta

    from django.contrib.auth.tokens import PasswordResetTokenGenerator as Tokens

    path = link_to(invited)
    assert opens(path)
    now = Tokens._now
    monkeypatch.setattr(Tokens, "_now", lambda self: now(self) + timedelta(hours=24, minutes=1))
    assert not opens(path)
    monkeypatch.setattr(Tokens, "_now", now)
    browser = Client()
    form = browser.get(path)["Location"]
    invited.is_active = False
    invited.save()
    browser.post(form, {"password1": OWN})
    browser.post("/akun/login/", {"login": "wati", "password": OWN})
    assert "_auth_user_id" not in browser.session


# The second step


@pytest.fixture
def asked():
    settings = DeskSettings.current()
    settings.second_factor_for_desk = True
    settings.save()


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN, Role.SUPERADMIN])
def test_where_the_office_asks_for_it_the_desk_needs_a_second_step(client, asked, role, site_tree):
    person = factories.make_user("rudi", role)
    client.force_login(person)
    for path in ("/helpdesk/", "/cms/"):
        assert client.get(path)["Location"] == SET_UP
        assert client.post(path)["Location"] == SET_UP
    client.cookies["django_language"] = "en"
    page = client.get(SET_UP).content.decode()
    with override("en"):
        assert str(SECOND_FACTOR.sentence) in page
    add_app(person)
    assert client.get("/helpdesk/").status_code == 200


@pytest.mark.parametrize("role", [Role.CLIENT, Role.EDITOR])
def test_clients_and_editors_are_not_asked(client, asked, role):
    client.force_login(factories.make_user("sari", role))
    assert client.get("/helpdesk/profil/").status_code == 200


def test_without_the_setting_nobody_is_asked(client):
    client.force_login(factories.make_staff("rudi"))
    assert client.get("/helpdesk/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(client, asked):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    person = factories.make_staff("rudi")
    RecoveryCodes.activate(person)
    client.force_login(person)
    assert client.get("/helpdesk/")["Location"] == SET_UP


def test_the_first_password_comes_before_the_second_step(client, asked, person):
    assert client.get("/helpdesk/")["Location"] == CHANGE
    change(client)
    assert client.get("/helpdesk/")["Location"] == SET_UP


def test_a_duty_costs_no_query_of_its_own(client, asked, person, django_assert_num_queries):
    from helpdesk.accounts.backends import Backend

    with django_assert_num_queries(1):
        known = Backend().get_user(person.pk)
        assert duty_of(known) == FIRST_PASSWORD
        known.must_change_password = False
        assert duty_of(known) == SECOND_FACTOR
