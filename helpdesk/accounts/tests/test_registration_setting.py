"""Row B15: self-registration open, by approval, or off; at once."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from helpdesk.accounts import addresses
from helpdesk.accounts.models import User
from helpdesk.accounts.signals import registration_waits
from helpdesk.accounts.tests.test_registration import PASSWORD, log_in, register
from helpdesk.settings import DeskSettings, Registration
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
SIGNUP, LOGIN = "/akun/signup/", "/akun/login/"


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def now(registration):
    settings = DeskSettings.current()
    settings.registration = registration
    settings.save()


def test_off_takes_the_link_away_and_the_page_says_so_politely(english):
    assert "Register Now" in english.get(LOGIN).content.decode()
    now(Registration.OFF)
    assert "Register Now" not in english.get(LOGIN).content.decode()
    html = english.get(SIGNUP).content.decode()
    assert "Registration is closed" in html and "/kontak/" in html and "id_username" not in html
    register(english)
    assert not User.objects.exists()
    now(Registration.OPEN)
    register(english)
    assert User.objects.get().is_active


def test_by_approval_the_person_reads_that_the_helpdesk_decides(english, mailoutbox):
    now(Registration.APPROVAL)
    heard = []
    registration_waits.connect(lambda person, **kwargs: heard.append(person), weak=False, dispatch_uid="test")
    try:
        assert "decides about each registration" in english.get(SIGNUP).content.decode()
        assert register(english)["Location"] == LOGIN
    finally:
        registration_waits.disconnect(dispatch_uid="test")
    person = User.objects.get()
    assert (person.is_active, person.awaits_approval, heard) == (False, True, [person])
    assert "now decides about your registration" in english.get(LOGIN).content.decode()
    assert [mail.to for mail in mailoutbox] == [["sari@example.id"]] and "/akun/confirm-email/" in mailoutbox[0].body


def test_who_waits_may_confirm_the_address(english, mailoutbox):
    now(Registration.APPROVAL)
    register(english)
    Client().post(re.search(r"https?://[^/\s]+(/akun/confirm-email/\S+)", mailoutbox[0].body).group(1))
    assert addresses.confirmed_address(User.objects.get()) == "sari@example.id"


def test_only_the_right_password_learns_that_somebody_waits(english):
    now(Registration.APPROVAL)
    register(english)
    waiting = log_in(english).content.decode()
    assert "waits for the helpdesk" in waiting and "_auth_user_id" not in english.session

    def wrong(name):
        cache.clear()
        browser = Client()
        body = log_in(browser, name, "salah 12345").content.decode().replace(name, "X")
        body = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", body)
        return re.sub(r"<server-clock.*?</server-clock>", "", body, flags=re.S)

    assert wrong("sari.w") == wrong("tidak.ada")


def test_once_approved_the_login_works_and_a_deactivated_person_learns_nothing(english):
    now(Registration.APPROVAL)
    register(english)
    person = User.objects.get()
    person.is_active, person.awaits_approval = True, False
    person.save()
    assert log_in(english).status_code == 302
    off = factories.make_client("lama", password=PASSWORD, is_active=False)
    answer = log_in(Client(), off.username).content.decode()
    assert "menunggu" not in answer and "waits" not in answer


def test_known_and_unknown_addresses_get_the_same_answer_by_approval_too():
    now(Registration.APPROVAL)
    addresses.confirm(factories.make_client("pemilik", email="dikenal@example.id"))

    def walk(email, username):
        browser = Client()
        answer = register(browser, email=email, username=username)
        shown = browser.get(LOGIN).content.decode().replace(username, "X")
        shown = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", shown)
        return answer.status_code, answer["Location"], re.sub(r"<server-clock.*?</server-clock>", "", shown, flags=re.S)

    assert walk("dikenal@example.id", "budi.satu") == walk("baru@example.id", "budi.dua1")


def test_the_language_of_the_registration_is_the_one_of_the_mails(english):
    register(english)
    assert User.objects.get().language == "en"
