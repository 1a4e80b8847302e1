"""Forgotten and changed passwords, and the link that confirms an address."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from helpdesk.accounts import addresses
from helpdesk.accounts.models import User
from helpdesk.accounts.tests.captcha import solved
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = factories.PASSWORD
NEW = "tujuh kerbau di ladang 4"


@pytest.fixture
def person():
    made = factories.make_client("sari.w", email="sari@example.id", password=PASSWORD)
    addresses.confirm(made)
    return made


def ask(client, email):
    return client.post("/akun/password/reset/", {"email": email, "captcha": solved(client)})


def link_in(mail):
    return re.search(r"https?://[^/\s]+(/\S+)", mail.body).group(1)


def open_reset(client, path):
    """Follow the mail's link to the form, return its address."""
    answer = client.get(path)
    return answer["Location"] if answer.status_code == 302 else None


def test_a_link_sets_a_new_password_once_and_ends_other_sessions(person, mailoutbox, settings):
    settings.BASE_URL = "https://bantuan.example.go.id"
    elsewhere = Client()
    elsewhere.force_login(person)
    browser = Client(headers={"host": "jahat.example"})
    assert ask(browser, "SARI@example.id").status_code == 302
    [mail] = mailoutbox
    assert mail.to == ["sari@example.id"] and "https://bantuan.example.go.id/akun/password/reset/key/" in mail.body
    form = open_reset(browser, link_in(mail))
    assert browser.post(form, {"password1": NEW}).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert elsewhere.get("/helpdesk/profil/").status_code == 302
    assert open_reset(Client(), link_in(mail)) is None  # the second use
    assert mailoutbox[-1].to == ["sari@example.id"] and "jahat" not in mailoutbox[-1].body


@pytest.mark.parametrize("email", ["tidak.ada@example.id", "off@example.id", "belum@example.id"])
def test_known_and_unknown_addresses_get_the_same_answer(person, mailoutbox, email):
    addresses.confirm(factories.make_client("off", email="off@example.id", is_active=False))
    addresses.ensure_address(factories.make_client("belum", email="belum@example.id"), verified=False)

    def walk(address):
        cache.clear()
        browser = Client()
        answer = ask(browser, address)
        shown = re.sub(r"<server-clock.*?</server-clock>", "", browser.get(answer["Location"]).content.decode(), flags=re.S)
        return answer.status_code, dict(answer.items()), answer.content, sorted(browser.cookies), shown

    assert walk(email) == walk("sari@example.id")
    assert [mail.to for mail in mailoutbox] == [["sari@example.id"]]


def test_asking_needs_a_captcha_and_is_throttled_per_address(client, person, mailoutbox):
    assert "captcha" in client.post("/akun/password/reset/", {"email": "sari@example.id"}).context["form"].errors
    answers = [ask(client, "sari@example.id").status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429] and len(mailoutbox) == 3
    cache.clear()
    assert [ask(client, "hantu@example.id").status_code for _ in range(4)] == answers


def test_a_link_dies_after_24_hours_and_with_a_change_of_address(person, mailoutbox, settings, monkeypatch):
    ask(Client(), "sari@example.id")
    path = link_in(mailoutbox[0])
    assert open_reset(Client(), path)
    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    later = PasswordResetTokenGenerator._now
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: later(self) + timedelta(hours=24, minutes=1))
    assert open_reset(Client(), path) is None
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", later)
    person.email = "baru@example.id"
    person.save()
    addresses.confirm(person)
    assert open_reset(Client(), path) is None


def test_changing_the_password_asks_for_the_old_one_and_keeps_this_session_only(client, person):
    client.post("/akun/login/", {"login": "sari.w", "password": PASSWORD})
    elsewhere = Client()
    elsewhere.force_login(person)
    page = "/akun/password/change/"
    wrong = client.post(page, {"oldpassword": "salah", "password1": NEW, "password2": NEW})
    assert "oldpassword" in wrong.context["form"].errors
    unequal = client.post(page, {"oldpassword": PASSWORD, "password1": NEW, "password2": "lain sama sekali 3"})
    assert "password2" in unequal.context["form"].errors
    assert client.post(page, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}).status_code == 302
    assert client.get("/helpdesk/profil/").status_code == 200
    assert elsewhere.get("/helpdesk/profil/").status_code == 302
    assert User.objects.get(pk=person.pk).check_password(NEW)


# Confirmation


@pytest.fixture
def newcomer(client, mailoutbox):
    made = factories.make_client("budi", email="budi@example.id", password=PASSWORD)
    addresses.ensure_address(made, verified=False)
    client.force_login(made)
    return made


def send_again(client):
    return client.post("/helpdesk/profil/kirim-ulang/", {"next": "/helpdesk/profil/"})


def test_the_banner_shows_until_the_link_was_opened_and_confirmed(client, newcomer, mailoutbox):
    client.cookies["django_language"] = "en"
    assert "Please confirm your email address budi@example.id" in client.get("/helpdesk/profil/").content.decode()
    send_again(client)
    path = link_in(mailoutbox[0])
    page = Client().get(path)
    assert page.status_code == 200 and newcomer.needs_email_confirmation  # opening alone confirms nothing
    Client().post(path)
    assert "Please confirm" not in client.get("/helpdesk/profil/").content.decode()
    again = Client().get(path)
    assert "no longer works" in again.content.decode() or "tidak berlaku" in again.content.decode()
    assert Client().post(path).status_code == 404


def test_a_confirmation_link_dies_after_24_hours(client, newcomer, mailoutbox, monkeypatch):
    send_again(client)
    from django.core import signing

    moment = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: moment() + 24 * 3600 + 60)
    Client().post(link_in(mailoutbox[0]))
    assert not EmailAddress.objects.filter(user=newcomer, verified=True).exists()


def test_a_link_for_the_old_address_does_not_confirm_a_new_one(client, newcomer, mailoutbox):
    send_again(client)
    newcomer.email = "lain@example.id"
    newcomer.save()
    addresses.ensure_address(newcomer, verified=False)
    Client().post(link_in(mailoutbox[0]))
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_sending_again_is_throttled_and_needs_a_post(client, newcomer, mailoutbox):
    assert client.get("/helpdesk/profil/kirim-ulang/").status_code == 405
    assert send_again(client).status_code == 302
    assert send_again(client).status_code == 302
    assert len(mailoutbox) == 1


def change_address(client, email):
    """Ask for it; the password is asked once more, then the request goes on by itself."""
    answer = client.post("/akun/email/", {"email": email, "action_add": "1"})
    if "/akun/reauthenticate/" in answer.get("Location", ""):
        answer = client.post(answer["Location"], {"password": PASSWORD, "next": "/akun/email/"})
    return answer


def test_a_new_address_replaces_the_old_one_once_confirmed(client, person, mailoutbox):
    client.post("/akun/login/", {"login": "sari.w", "password": PASSWORD})
    change_address(client, "Baru@example.id")
    person.refresh_from_db()
    assert person.email == "sari@example.id" and mailoutbox[-1].to == ["baru@example.id"]
    client.post(link_in(mailoutbox[-1]))
    person.refresh_from_db()
    assert person.email == "baru@example.id"
    assert addresses.owner_of("sari@example.id") is None and addresses.owner_of("baru@example.id") == person


def test_changing_an_unconfirmed_address_keeps_the_banner(client, newcomer, mailoutbox):
    client.logout()
    client.post("/akun/login/", {"login": "budi", "password": PASSWORD})
    change_address(client, "budi.baru@example.id")
    newcomer = User.objects.get(pk=newcomer.pk)
    assert newcomer.email == "budi.baru@example.id" and newcomer.needs_email_confirmation


def test_changing_the_address_asks_for_the_password_again(client, person):
    client.post("/akun/login/", {"login": "sari.w", "password": PASSWORD})
    answer = client.post("/akun/email/", {"email": "baru@example.id", "action_add": "1"})
    assert "/akun/reauthenticate/" in answer["Location"]
    client.post(answer["Location"], {"password": "salah", "next": "/akun/email/"})
    assert not EmailAddress.objects.filter(email="baru@example.id").exists()


def test_adding_an_address_that_somebody_else_owns_looks_like_any_other(client, person, mailoutbox):
    addresses.confirm(factories.make_client("lain", email="lain@example.id"))
    client.post("/akun/login/", {"login": "sari.w", "password": PASSWORD})
    known = change_address(client, "lain@example.id")
    unknown = change_address(client, "kosong@example.id")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_the_address_of_a_super_admin_made_at_the_command_line_is_confirmed():
    made = User.objects.create_superuser("kepala", "Kepala@example.id", PASSWORD, name="Kepala")
    assert not made.needs_email_confirmation and addresses.owner_of("kepala@example.id") == made


def test_an_address_has_one_confirmed_owner(person):
    other = factories.make_client("lain", email="sari@example.id")
    assert addresses.confirm(person) and not addresses.confirm(other)


def test_old_answers_are_forgotten_by_the_clock():
    from helpdesk.common.captcha.models import SolvedChallenge

    SolvedChallenge.spend("w:satu")
    assert SolvedChallenge.prune() == 0
    assert SolvedChallenge.prune(timezone.now() + timedelta(days=3)) == 1
