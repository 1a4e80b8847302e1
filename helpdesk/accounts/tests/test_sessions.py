"""One's own sessions: seen, ended one by one or all at once; nobody else's."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.addresses import confirmation
from helpdesk.accounts.backends import people_of_sessions
from helpdesk.accounts.groups import EDITORS
from helpdesk.accounts.models import User
from helpdesk.accounts.querysets import duties
from helpdesk.accounts.sessions.devices import device_of, is_phone
from helpdesk.accounts.sessions.keeping import forget_ended_sessions
from helpdesk.accounts.sessions.person import SHOWN, _person_of
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/akun/sessions/"
ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0"


def browser_of(name, agent=WINDOWS, address="192.0.2.7"):
    made = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    made.cookies["django_language"] = "en"
    made.post("/akun/login/", {"login": name, "password": factories.PASSWORD})
    return made


@pytest.fixture
def person():
    return factories.make_client("sari", password=factories.PASSWORD)


def is_in(browser):
    return browser.get("/helpdesk/profil/").status_code == 200


def test_the_page_names_device_address_and_time_and_which_is_this_one(person):
    browser_of("sari", ANDROID, "198.51.100.4")
    html = browser_of("sari").get(PAGE).content.decode()
    for words in ("Firefox, Windows", "192.0.2.7", "Chrome, Android", "198.51.100.4", "this device", "logged in "):
        assert words in html
    assert html.count("this device</span>") == 1 and html.count(">End<") == 1


def test_one_session_is_ended_and_the_others_stay(person):
    here, there = browser_of("sari"), browser_of("sari", ANDROID)
    third = browser_of("sari")
    row = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(PAGE, {"session": row.pk})["Location"] == PAGE
    assert not is_in(there) and is_in(here) and is_in(third)
    assert here.post(PAGE, {"session": row.pk}).status_code == 302  # a second click


def test_logging_out_everywhere_ends_all_of_them_and_nobody_elses(person):
    factories.make_client("budi", password=factories.PASSWORD)
    here, there, other = browser_of("sari"), browser_of("sari", ANDROID), browser_of("budi")
    assert here.post(PAGE)["Location"] == "/akun/login/"
    assert not is_in(here) and not is_in(there) and is_in(other)
    assert not UserSession.objects.filter(user=person).exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "²"])
def test_what_is_no_number_is_404(person, number):
    here = browser_of("sari")
    assert here.post(PAGE, {"session": number}).status_code == 404 and is_in(here)


def test_nobody_ends_the_session_of_somebody_else(person):
    factories.make_client("budi", password=factories.PASSWORD)
    here, other = browser_of("sari"), browser_of("budi")
    here.post(PAGE, {"session": UserSession.objects.get(user__username="budi").pk})
    assert is_in(other)


def test_a_new_password_forgets_the_other_sessions(person):
    here, there = browser_of("sari"), browser_of("sari", ANDROID)
    new = "tujuh kerbau di ladang 4"
    here.post("/akun/password/change/", {"oldpassword": factories.PASSWORD, "password1": new, "password2": new})
    html = here.get(PAGE).content.decode()
    assert is_in(here) and not is_in(there)
    assert "Android" not in html and html.count("this device</span>") == 1


def test_the_clock_forgets_what_has_ended(person):
    here, there = browser_of("sari"), browser_of("sari", ANDROID)
    there.post("/akun/logout/")
    assert forget_ended_sessions() == 1
    assert [row.session_key for row in UserSession.objects.all()] == [here.session.session_key]


def test_the_page_costs_the_same_with_many_sessions(person):
    here = browser_of("sari")
    here.get(PAGE)

    def count():
        with CaptureQueriesContext(connection) as done:
            here.get(PAGE)
        return len(done)

    few = count()
    for _ in range(10):
        browser_of("sari", ANDROID)
    assert count() == few <= 5


def test_a_login_stays_cheap_with_many_sessions(person):
    def count():
        with CaptureQueriesContext(connection) as done:
            browser_of("sari")
        return len([q for q in done if '"cache"' not in q["sql"] and "SAVEPOINT" not in q["sql"]])

    few = count()
    for _ in range(10):
        browser_of("sari", ANDROID)
    assert count() == few <= 8


def asked_by(browser, page="/helpdesk/profil/"):
    with CaptureQueriesContext(connection) as done:
        answer = browser.get(page)
    return answer, [one["sql"] for one in done]


def test_session_and_person_come_with_one_statement(person):
    here, without = browser_of("sari"), Client()
    without.force_login(person)  # no form, so no login is noted
    for browser in (here, without):
        asked_by(browser)
    together, apart = asked_by(here)[1], asked_by(without)[1]
    assert len(together) == len(apart) - 1
    first = [sql for sql in together if '"django_session"' in sql]
    assert len(first) == 1 and '"helpdesk_user"."password"' in first[0]


def test_who_came_with_the_session_is_shown_like_anybody(person):
    """With all that the frame of a page asks about its reader."""
    editor = factories.make_staff("edi", password=factories.PASSWORD)
    editor.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    here = browser_of("edi")
    request = here.get("/helpdesk/profil/").wsgi_request
    apart = people_of_sessions().get(pk=editor.pk)
    for name in (*confirmation(), *duties(), *SHOWN):
        assert getattr(request.user, name) == getattr(apart, name), name
    assert request.user.is_among_editors and request.user == editor
    assert type(request.user) is User  # no longer what stands for somebody


def test_the_list_of_logins_decides_nothing(person):
    """Who somebody is stands in the session, and whether they may come in is asked as ever."""
    factories.make_client("budi", password=factories.PASSWORD)
    here = browser_of("sari")
    UserSession.objects.update(user=User.objects.get(username="budi"))
    assert here.get("/helpdesk/profil/").wsgi_request.user == person
    UserSession.objects.all().delete()
    assert here.get("/helpdesk/profil/").wsgi_request.user == person


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "changed"}], ids=str)
def test_who_came_with_the_session_may_come_in_no_longer_than_anybody(person, change):
    here = browser_of("sari")
    assert is_in(here)
    User.objects.filter(pk=person.pk).update(**change)
    assert not is_in(here)


def test_whoever_is_asked_for_again_is_read_again(person):
    """What came with the session is as old as the session's reading."""
    here = browser_of("sari")
    request = here.get("/helpdesk/profil/").wsgi_request
    User.objects.filter(pk=person.pk).update(name="Sari Dewi")
    assert get_user(request).name == "Sari Dewi"
    request.__dict__.pop("_cached_user")
    assert _person_of(request, None).name == "Sari Dewi"


def test_visitors_are_led_to_the_login():
    assert Client().get(PAGE)["Location"].startswith("/akun/login/")
    assert Client().post(PAGE)["Location"].startswith("/akun/login/")
    assert Session.objects.count() == 0


@pytest.mark.parametrize(("agent", "words", "phone"), [
    (ANDROID, "Chrome, Android", True), (WINDOWS, "Firefox, Windows", False),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 Version/17.2 Mobile/15E148 Safari/604.1", "Safari, iPhone", True),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge, Windows", False),
    ("curl/8.0", "Unknown device", False), ("", "Unknown device", False),
])
def test_a_device_is_named_in_known_words(agent, words, phone):
    from django.utils import translation

    with translation.override("en"):
        assert (device_of(agent), is_phone(agent)) == (words, phone)
