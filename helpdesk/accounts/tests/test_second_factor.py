"""Two-step login: the app walked with real codes, recovery codes, and no way out where it is compulsory."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from helpdesk.accounts import addresses, guard, second_factor
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = factories.PASSWORD
INDEX, ACTIVATE, STEP = "/akun/2fa/", "/akun/2fa/totp/activate/", "/akun/2fa/authenticate/"
REMOVE, CODES = "/akun/2fa/totp/deactivate/", "/akun/2fa/recovery-codes/"


def add_app(person, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"):
    """Give a person the app without walking there; returns its key."""
    totp.TOTP.activate(person, secret)
    return secret


def code_of(secret, later=0):
    """The code that the app shows; `later` steps of 30 seconds from now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def person():
    made = factories.make_staff("rudi", email="rudi@example.id", password=PASSWORD)
    addresses.confirm(made)
    return made


def log_in(browser):
    return browser.post("/akun/login/", {"login": "rudi", "password": PASSWORD})


def confirm_password(browser, path):
    """Open a page that asks for the password once more; returns the page."""
    answer = browser.get(path)
    if answer.status_code == 302 and "/reauthenticate/" in answer["Location"]:
        browser.post(answer["Location"], {"password": PASSWORD, "next": path})
        answer = browser.get(path)
    return answer


def set_up(browser):
    """Walk through setting up the app; returns its key and the page that follows."""
    page = confirm_password(browser, ACTIVATE).content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", page).group(1)
    return secret, browser.post(ACTIVATE, {"code": code_of(secret)}, follow=True)


def test_the_app_is_set_up_by_a_real_code_and_then_asked_for(person, mailoutbox, django_capture_on_commit_callbacks):
    browser = Client()
    browser.cookies["django_language"] = "en"
    log_in(browser)
    assert "/reauthenticate/" in browser.get(ACTIVATE)["Location"]
    wrong = confirm_password(browser, ACTIVATE) and browser.post(ACTIVATE, {"code": "000000"})
    assert "code is not right" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        secret, page = set_up(browser)
    assert page.request["PATH_INFO"] == CODES and len(re.findall(r"<li><code>\d{8}</code>", page.content.decode())) == 10
    assert mailoutbox[-1].to == ["rudi@example.id"] and "aplikasi autentikator" in mailoutbox[-1].body

    cache.clear()
    elsewhere = Client()
    assert log_in(elsewhere)["Location"] == STEP and "_auth_user_id" not in elsewhere.session
    assert elsewhere.get("/helpdesk/")["Location"].startswith("/akun/login/")
    elsewhere.post(STEP, {"code": "000000"})
    assert "_auth_user_id" not in elsewhere.session
    assert elsewhere.post(STEP, {"code": code_of(secret, later=1)})["Location"] == "/helpdesk/"
    assert elsewhere.get("/helpdesk/").status_code == 200


def test_a_code_opens_once(person):
    secret = add_app(person)
    first, second = Client(), Client()
    for browser in (first, second):
        log_in(browser)
        browser.post(STEP, {"code": code_of(secret)})
    assert "_auth_user_id" in first.session and "_auth_user_id" not in second.session


def test_a_recovery_code_replaces_the_phone_once(person):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    add_app(person)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    first, second = Client(), Client()
    for browser in (first, second):
        log_in(browser)
        browser.post(STEP, {"code": code})
    assert "_auth_user_id" in first.session and "_auth_user_id" not in second.session


def test_guessing_codes_is_throttled(person):
    secret = add_app(person)
    browser = Client()
    log_in(browser)
    for number in range(5):
        browser.post(STEP, {"code": f"00000{number}"})
    browser.post(STEP, {"code": code_of(secret)})
    assert "_auth_user_id" not in browser.session


def test_the_key_lies_encrypted_in_the_database_and_another_secret_key_opens_nothing(person, settings):
    secret = add_app(person)
    row = Authenticator.objects.get(user=person)
    assert secret not in str(row.data) and row.wrap().validate_code(code_of(secret))
    cache.clear()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert row.wrap().validate_code(code_of(secret))
    cache.clear()
    settings.SECRET_KEY_FALLBACKS = []
    assert not row.wrap().validate_code(code_of(secret))


def logged_in_with_app(person):
    secret, browser = add_app(person), Client()
    log_in(browser)
    browser.post(STEP, {"code": code_of(secret)})
    return browser


def test_the_app_can_be_removed_where_nobody_asks_for_it(person):
    browser = logged_in_with_app(person)
    assert confirm_password(browser, REMOVE).status_code == 200
    assert browser.post(REMOVE)["Location"] == INDEX
    assert not Authenticator.objects.filter(user=person).exists()


def ask_for_it():
    settings = DeskSettings.current()
    settings.second_factor_for_desk = True
    settings.save()


def add_passkey(person, name="Kunci"):
    return Authenticator.objects.create(user=person, type="webauthn", data={"name": name, "credential": {}})


def test_the_last_second_step_stays_while_the_office_asks_for_it(person):
    ask_for_it()
    browser = logged_in_with_app(person)
    browser.cookies["django_language"] = "en"
    assert "Add another one first" in confirm_password(browser, REMOVE).content.decode()
    assert "Add another one first" in browser.post(REMOVE).content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    add_passkey(person)
    assert browser.post(REMOVE)["Location"] == INDEX  # with a passkey it is not the last one


def test_the_last_passkey_stays_too(person):
    ask_for_it()
    browser = logged_in_with_app(person)
    browser.cookies["django_language"] = "en"
    key = add_passkey(person)
    path = f"/akun/2fa/webauthn/keys/{key.pk}/remove/"
    Authenticator.objects.filter(user=person, type="totp").delete()
    assert "Add another one first" in confirm_password(browser, path).content.decode()
    assert browser.post(path).status_code == 409
    assert Authenticator.objects.filter(pk=key.pk).exists()
    other = add_passkey(person, "Kunci lain")
    assert browser.post(path).status_code == 302
    assert list(Authenticator.objects.filter(user=person)) == [other]


def test_a_passkey_of_somebody_else_does_not_exist(person):
    key = add_passkey(factories.make_staff("wati"))
    browser = logged_in_with_app(person)
    path = f"/akun/2fa/webauthn/keys/{key.pk}/remove/"
    assert confirm_password(browser, path).status_code == 404 and browser.post(path).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_passkeys_belong_to_the_configured_address(person, settings):
    settings.BASE_URL = "https://bantuan.example.go.id"
    browser = Client(headers={"host": "jahat.example"})
    log_in(browser)
    page = confirm_password(browser, "/akun/2fa/webauthn/add/").content.decode()
    assert '"id": "bantuan.example.go.id"' in page and "jahat" not in page


def test_changing_the_address_works_with_a_second_step(person, mailoutbox):
    browser = logged_in_with_app(person)
    answer = browser.post("/akun/email/", {"email": "baru@example.id", "action_add": "1"})
    browser.post(answer["Location"], {"password": PASSWORD, "next": "/akun/email/"})
    assert mailoutbox[-1].to == ["baru@example.id"]


# Phone and codes lost: somebody above takes the second step away


def test_somebody_above_removes_a_lost_second_step_and_the_person_is_told(client, person, mailoutbox):
    add_app(person)
    client.force_login(factories.make_admin("adi"))
    client.cookies["django_language"] = "en"
    assert "Remove two-step login" in client.get(f"/helpdesk/staff/{person.pk}/").content.decode()
    step = f"/helpdesk/staff/{person.pk}/dua-langkah/"
    assert "really them who asks" in client.get(step).content.decode()
    assert client.post(step).status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert mailoutbox[-1].to == ["rudi@example.id"]
    assert client.get(step).status_code == client.post(step).status_code == 409  # nothing left to remove
    browser = Client()
    log_in(browser)
    assert "_auth_user_id" in browser.session


@pytest.mark.parametrize("role", ["staff", "admin", "client", "editor"])
def test_nobody_removes_the_second_step_of_somebody_above_or_their_own(client, role):
    boss = factories.make_superadmin("kepala")
    me = factories.make_user("sari", role)
    for target in (boss, me):
        add_app(target)
        with pytest.raises(guard.Refused):
            second_factor.forget(target, by=me)
    client.force_login(me)
    for target, screen in ((boss, "admin"), (me, "staff"), (me, "admin")):
        assert client.post(f"/helpdesk/{screen}/{target.pk}/dua-langkah/").status_code == 404
    assert Authenticator.objects.count() == 2
