"""Rows A1, B2: one door, throttled before it hashes, that tells nobody who exists."""

import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client

from helpdesk.accounts import addresses
from helpdesk.accounts.tests.captcha import answer_to, question_on, solved
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
LOGIN = "/akun/login/"
# The clock, and the length of what was typed and is shown again.
PER_ANSWER = {"Expires", "Date", "Content-Length", "Content-Security-Policy"}
PASSWORD = factories.PASSWORD


@pytest.fixture
def person():
    return factories.make_client("sari.w", email="sari@example.id", password=PASSWORD)


def log_in(client, login="sari.w", password=PASSWORD, **more):
    meta = more.pop("meta", {})
    return client.post(LOGIN, {"login": login, "password": password, **more}, **meta)


def is_in(client):
    return "_auth_user_id" in client.session


def alert(answer):
    return [str(error) for error in answer.context["form"].non_field_errors()]


def test_the_login_page_has_the_words_of_the_guide(client):
    client.cookies["django_language"] = "en"
    html = client.get(LOGIN).content.decode()
    for words in (">Username", ">Password", ">Login<", "Register Now", "Forgot password?", "Need help?", 'href="/kontak/"'):
        assert words in html


@pytest.mark.parametrize("login", ["sari.w", "SARI.W", "  sari.w  "])
def test_the_username_opens_the_door_in_any_case(client, person, login):
    assert log_in(client, login).status_code == 302 and is_in(client)


def test_a_wrong_password_opens_nothing(client, person):
    log_in(client, password="salah")
    assert not is_in(client)


@pytest.mark.parametrize("login", ["sari@example.id", "Sari@EXAMPLE.id"])
def test_a_confirmed_address_opens_the_door_and_an_unconfirmed_one_does_not(client, person, login):
    addresses.ensure_address(person, verified=False)
    log_in(client, login)
    assert not is_in(client)
    addresses.confirm(person)
    log_in(client, login)
    assert is_in(client)


def test_unknown_wrong_unconfirmed_and_deactivated_get_the_same_answer(person):
    off = factories.make_client("nonaktif", email="off@example.id", password=PASSWORD, is_active=False)
    addresses.confirm(off)

    def answer_for(login, password):
        cache.clear()
        browser = Client()
        answer = log_in(browser, login, password)
        body = re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode()).replace(login, "X")
        body = re.sub(r"<server-clock.*?</server-clock>", "", body, flags=re.S)
        assert not is_in(browser)
        headers = {name: value for name, value in answer.items() if name not in PER_ANSWER}
        return answer.status_code, headers, sorted(browser.cookies), body

    first = answer_for("tidak.ada", "salah12345")
    assert "password" in str(first) and first[0] == 200
    for login, password in (("sari.w", "salah12345"), ("sari@example.id", PASSWORD), ("nonaktif", PASSWORD),
                            ("off@example.id", PASSWORD), ("hantu@example.id", "salah12345")):
        assert answer_for(login, password) == first, login


@pytest.mark.parametrize("login", ["sari.w", "sari@example.id", "tidak.ada", "hantu@example.id", "nonaktif"])
def test_each_try_costs_exactly_one_hash(client, person, settings, monkeypatch, login):
    settings.PASSWORD_HASHERS = ["helpdesk.accounts.hashers.Argon2id"]
    person.set_password(PASSWORD)
    person.save()
    addresses.confirm(person)
    factories.make_client("nonaktif", password=PASSWORD, is_active=False)
    hashes = count_hashes(monkeypatch)
    log_in(client, login, "salah12345")
    assert len(hashes) == 1


def count_hashes(monkeypatch):
    done = []
    for name in ("encode", "verify"):
        original = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda *a, _o=original, **k: (done.append(1), _o(*a, **k))[1]
        )
    return done


def test_after_three_failures_a_captcha_is_asked_for(client, person):
    for _ in range(2):
        assert "captcha" not in log_in(client, password="salah").context["form"].fields
    assert "altcha-widget" in log_in(client, password="salah").content.decode()
    refused = log_in(client)
    assert "captcha" in refused.context["form"].errors and not is_in(client)
    log_in(client, captcha=solved(client))
    assert is_in(client)


def test_without_javascript_the_question_does_the_same(client, person):
    for _ in range(3):
        answer = log_in(client, password="salah")
    token, words = question_on(answer.content.decode())
    log_in(client, **{"captcha-question": token, "captcha-answer": answer_to(words)})
    assert is_in(client)


def test_failures_for_one_name_ask_for_a_captcha_from_everywhere(person):
    for number in range(3):
        log_in(Client(), password="salah", meta={"REMOTE_ADDR": f"192.0.2.{number}"})
    elsewhere = Client()
    log_in(elsewhere, meta={"REMOTE_ADDR": "198.51.100.1"})
    assert not is_in(elsewhere)
    log_in(elsewhere, captcha=solved(elsewhere), meta={"REMOTE_ADDR": "198.51.100.1"})
    assert is_in(elsewhere)


def try_often(person_name, times, **more):
    """Fail so often, each time with a solved captcha, and return the last answer."""
    for number in range(times):
        browser = Client(headers={"x-forwarded-for": f"10.0.0.{number}", "host": f"nama{number}.example"})
        answer = log_in(browser, person_name, "salah", captcha=solved(browser), **more)
    return answer


def test_the_sixth_try_is_refused_before_hashing_and_then_the_right_password_too(person, monkeypatch, settings):
    settings.PASSWORD_HASHERS = ["helpdesk.accounts.hashers.Argon2id"]
    try_often("sari.w", 5)
    hashes = count_hashes(monkeypatch)
    browser = Client(headers={"x-forwarded-for": "10.9.9.9"})
    answer = log_in(browser, captcha=solved(browser))
    assert not is_in(browser) and not hashes
    try_often("tidak.ada", 5)
    unknown = log_in(browser, "tidak.ada", captcha=solved(browser))
    assert alert(unknown) == alert(answer) != []


def test_nobody_locks_another_person_out_from_elsewhere(person):
    try_often("sari.w", 6)
    elsewhere = Client()
    log_in(elsewhere, captcha=solved(elsewhere), meta={"REMOTE_ADDR": "198.51.100.1"})
    assert is_in(elsewhere)


def test_one_address_cannot_try_many_names(person):
    for number in range(20):
        browser = Client()
        log_in(browser, f"orang{number}", "salah", captcha=solved(browser))
    browser = Client()
    answer = log_in(browser, captcha=solved(browser))
    assert not is_in(browser) and alert(answer)


def test_a_trusted_proxy_is_believed_only_when_a_setting_says_so(person, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(5):
        browser = Client(headers={"x-forwarded-for": "10.0.0.1"})
        log_in(browser, password="salah", captcha=solved(browser))
    other = Client(headers={"x-forwarded-for": "10.0.0.2"})
    log_in(other, captcha=solved(other))
    assert is_in(other)


@pytest.mark.parametrize("door", ["/cms/login/", "/_util/login/"])
def test_wagtails_own_doors_are_closed(client, door):
    factories.make_superadmin("kepala", password=PASSWORD)
    answer = client.post(door, {"username": "kepala", "password": PASSWORD})
    assert answer.status_code == 302 and answer["Location"].startswith(LOGIN) and not is_in(client)
    assert client.get("/cms/")["Location"].startswith(LOGIN)


@pytest.mark.parametrize("path", ["/cms/password_reset/", "/cms/account/change_password/"])
def test_wagtail_keeps_no_passwords(client, path):
    client.force_login(factories.make_superadmin())
    assert client.get(path).status_code == 404


def test_there_is_no_door_in_json(client, person):
    for headers in ({"x-requested-with": "XMLHttpRequest"}, {"accept": "application/json"}):
        answer = client.post(LOGIN, {"login": "sari.w", "password": "salah"}, headers=headers)
        assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("target", [
    "https://jahat.example/", "//jahat.example/", "///jahat.example", "/\\jahat.example", "\\\\jahat.example", "javascript:alert(1)",
    "http:jahat.example", "https:///jahat.example", "/%09/jahat.example\t", "\t//jahat.example", "http://testserver.jahat.example",
    "@jahat.example", "",
])
def test_next_never_leads_to_another_site(client, person, target):
    where = log_in(client, next=target)["Location"]
    assert where.startswith("/") and not where.startswith(("//", "/\\"))


def test_next_leads_to_the_page_that_was_asked_for(client, person):
    assert log_in(client, next="/helpdesk/tiket/baru/?layanan=x")["Location"] == "/helpdesk/tiket/baru/?layanan=x"


def test_the_session_changes_at_login_and_the_old_one_is_dead_after_logout(client, person):
    client.get(LOGIN)
    session = client.session
    session["somebody"] = "else"
    session.save()
    planted = client.cookies["sessionid"].value if "sessionid" in client.cookies else session.session_key
    log_in(client)
    inside = client.session.session_key
    assert inside != planted
    assert client.get("/akun/logout/").status_code == 200 and is_in(client)  # a link logs nobody out
    client.post("/akun/logout/")
    thief = Client()
    thief.cookies["sessionid"] = inside
    assert thief.get("/helpdesk/profil/").status_code == 302


def test_a_person_who_is_switched_off_is_out_at_once(client, person):
    client.force_login(person)
    assert client.get("/helpdesk/profil/").status_code == 200
    person.is_active = False
    person.save()
    assert client.get("/helpdesk/profil/").status_code == 302


@pytest.mark.parametrize(("login", "password"), [("sa\0ri", PASSWORD), ("sari.w", PASSWORD + "\0"), ("x" * 300, PASSWORD), ("sari.w", "x" * 5000)])
def test_impossible_input_is_a_sentence_and_no_fault(client, person, login, password):
    answer = log_in(client, login, password)
    assert answer.status_code == 200 and answer.context["form"].errors and not is_in(client)


def test_an_editor_lands_in_the_cms_and_a_client_on_the_dashboard(client, person):
    editor = factories.make_editor("penulis", password=PASSWORD)
    assert log_in(client, editor.username)["Location"] == "/cms/"
    assert log_in(Client())["Location"] == "/helpdesk/"


def test_a_page_of_the_frame_costs_two_queries_for_the_person(client, person, django_assert_max_num_queries):
    person.organisation = factories.make_organisation()
    person.membership = "member"
    person.save()
    client.force_login(person)
    from django.contrib.auth import get_user
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.session = client.session
    request.session.get("_auth_user_id")
    with django_assert_max_num_queries(1):
        user = get_user(request)
        assert user.needs_email_confirmation and user.acting_for and user.department is None
