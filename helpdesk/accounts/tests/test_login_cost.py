"""What a login asks of the database: the same few statements for everybody, and nothing left away for it."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts import addresses
from helpdesk.accounts.tests.captcha import solved
from helpdesk.accounts.tests.test_login import count_hashes
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
LOGIN, STEP, PASSWORD = "/akun/login/", "/akun/2fa/authenticate/", factories.PASSWORD
OF_A_PAGE = 3  # the desk's name, the pages of the menu, what is announced


@pytest.fixture
def person():
    made = factories.make_client("sari.w", email="sari@example.id", password=PASSWORD)
    addresses.confirm(made)
    return made


def log_in(browser, login="sari.w", password=PASSWORD, **more):
    return browser.post(LOGIN, {"login": login, "password": password, **more})


def asked_by(act):
    """(the answer, the statements without savepoints, which a test's own transaction brings along)."""
    with CaptureQueriesContext(connection) as done:
        answer = act()
    return answer, [one["sql"] for one in done if "SAVEPOINT" not in one["sql"]]


def warmed(act):
    """The same, after whatever is made once per process."""
    log_in(Client())
    return asked_by(act)


def tables(asked, word):
    return [sql for sql in asked if f'"{word}"' in sql.split("WHERE")[0]]


def test_a_right_password_costs_seven_statements(person):
    answer, asked = warmed(lambda: log_in(Client()))
    assert (answer.status_code, answer["Location"]) == (302, "/helpdesk/")
    # Post counted; try counted; person; try taken back; last login; session noted; session.
    assert len(asked) == 7, "\n".join(asked)
    assert [len(tables(asked, name)) for name in ("cache", "helpdesk_user", "usersessions_usersession", "django_session")] == [3, 2, 1, 1]


def test_it_stays_so_with_a_past_and_in_a_full_cache(person):
    for _ in range(5):
        log_in(Client())
    cache.set_many({f"key-{number}": number for number in range(400)})
    assert len(asked_by(lambda: log_in(Client()))[1]) == 7


def test_the_confirmed_address_costs_one_more_at_most(person):
    answer, asked = warmed(lambda: log_in(Client(), "sari@example.id"))
    assert answer.status_code == 302 and len(asked) <= 8, "\n".join(asked)


def test_with_a_second_step_the_password_costs_five(person):
    totp.TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    answer, asked = warmed(lambda: log_in(Client()))
    assert answer["Location"] == STEP and len(asked) == 5, "\n".join(asked)


def test_a_wrong_password_costs_four_and_the_page(person):
    Client().get(LOGIN)
    for name in ("sari.w", "tidak.ada"):
        answer, asked = asked_by(lambda name=name: log_in(Client(), name, "salah12345"))
        assert answer.status_code == 200 and len(asked) <= 4 + OF_A_PAGE, "\n".join(asked)


def test_known_and_unknown_names_ask_the_same(person):
    def shapes(name):
        cache.clear()
        asked = asked_by(lambda: log_in(Client(), name, "salah12345"))[1]
        return [sql.split("FROM")[0].split("VALUES")[0] for sql in asked if "cache" not in sql]

    shapes("sari.w")
    assert shapes("sari.w") == shapes("tidak.ada") == shapes("SARI.W")


def test_what_a_login_leaves_behind_is_all_there(person):
    browser = Client()
    log_in(browser)
    key = browser.session.session_key
    noted = UserSession.objects.get(user=person)
    row = Session.objects.get()
    assert noted.session_key == row.session_key == key and row.get_decoded()["_auth_user_id"] == str(person.pk)
    person.refresh_from_db()
    assert person.last_login is not None
    assert browser.get("/helpdesk/profil/").status_code == 200


def test_a_session_from_before_is_carried_over_and_its_row_is_gone(person):
    browser = Client()
    session = browser.session
    session["registered_username"] = "sari.w"
    session.save()
    browser.cookies["sessionid"] = planted = session.session_key
    log_in(browser)
    assert browser.session.session_key != planted and not Session.objects.filter(session_key=planted).exists()
    assert browser.session["registered_username"] == "sari.w" and browser.session["_auth_user_id"] == str(person.pk)
    assert Session.objects.count() == 1


def test_a_right_password_is_no_failure(person):
    for _ in range(8):
        browser = Client()
        log_in(browser)
        assert "_auth_user_id" in browser.session
    for _ in range(4):
        browser = Client()
        log_in(browser, password="salah", captcha=solved(browser))
    log_in(Client(), captcha=solved(Client()))
    for _ in range(2):
        browser = Client()
        answer = log_in(browser, password="salah", captcha=solved(browser))
    # Four and one failed, the sixth is one too many: the right one between them counted as nothing.
    assert [error.code for error in answer.context["form"].non_field_errors().as_data()] == ["too_many_login_attempts"]


def test_posts_of_one_address_are_counted_right_or_wrong(person, settings):
    settings.LOGIN_POSTS_PER_ADDRESS = (3, 60)
    answers = [log_in(Client()).status_code, log_in(Client(), password="salah").status_code, Client().post(LOGIN, {}).status_code]
    assert answers == [302, 200, 200]
    refused, asked = asked_by(lambda: log_in(Client()))
    assert refused.status_code == 429 and not tables(asked, "helpdesk_user")
    assert Client().get(LOGIN).status_code == 200
    assert Client().post(LOGIN, {"login": "sari.w", "password": PASSWORD}, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_a_household_of_ipv6_is_one_address(person, settings):
    settings.LOGIN_POSTS_PER_ADDRESS = (2, 60)
    codes = [Client().post(LOGIN, {}, REMOTE_ADDR=f"2001:db8:1:1::{last}").status_code for last in range(3)]
    assert codes == [200, 200, 429]


def test_asking_for_the_password_again_is_counted_as_before(person, settings):
    """The desk's own doors beside the login page go through the same counters."""
    browser = Client()
    log_in(browser)
    for _ in range(5):
        assert browser.post("/akun/reauthenticate/", {"password": "salah12345"}).status_code == 200
    refused = browser.post("/akun/reauthenticate/", {"password": PASSWORD})
    assert refused.status_code == 200 and refused.context["form"].errors
    assert "captcha" not in Client().get(LOGIN).context["form"].fields


def test_a_second_step_that_is_set_up_meanwhile_is_asked_for_at_the_next_login(person):
    assert log_in(Client())["Location"] == "/helpdesk/"
    totp.TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert log_in(Client())["Location"] == STEP
    person.authenticator_set.all().delete()
    assert log_in(Client())["Location"] == "/helpdesk/"


def test_a_right_password_costs_one_hash(person, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["helpdesk.accounts.hashers.Argon2id"]
    person.set_password(PASSWORD)
    person.save()
    hashes = count_hashes(monkeypatch)
    assert log_in(Client()).status_code == 302 and len(hashes) == 1
