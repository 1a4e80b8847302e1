"""What every answer carries, for whoever asks, and where `next` may lead (LESSONS 30–42)."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from helpdesk.tests import hostile
from helpdesk.tests import stage as stages
from helpdesk.tests.factories import PASSWORD, make_client
from helpdesk.tests.permission_table import PAGES, TICKET

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(site_tree):
    return stages.build()


def answers(stage, who):
    """Yield (address, answer) of one page of every kind, errors too."""
    browser = stage.browser(who)
    paths = ["/helpdesk/", "/helpdesk/tiket/", "/helpdesk/tiket/baru/", "/helpdesk/profil/", "/cari/?q=a", "/akun/login/",
             "/akun/signup/", "/akun/password/reset/", "/akun/email/", "/akun/2fa/", "/tidak-ada/", "/cms/", "/captcha/"]  # fmt: skip
    paths += [reverse(row.name, args=[stage.tickets[row.on].number, *row.more(stage.tickets[row.on])]) for row in TICKET[:26]]
    for path in paths:
        yield path, browser.get(path)
    yield "a refused reply", browser.post(reverse("helpdesk:ticket_reply", args=[stage.tickets["open"].number]), {})


@pytest.mark.parametrize("who", ["anonymous", "requester", "staff", "super admin"])
def test_every_answer_tells_the_browser_to_be_careful(stage, who):
    wrong = []
    for path, answer in answers(stage, who):
        policy = answer.get("Content-Security-Policy", "")
        wanted = {
            "nosniff": answer.get("X-Content-Type-Options") == "nosniff",
            "referrer": answer.get("Referrer-Policy") == "same-origin",
            "frames": answer.get("X-Frame-Options") == "SAMEORIGIN",
            "policy": "default-src 'none'" in policy,
            "no inline": path.startswith("/cms/") or ("unsafe-inline" not in policy and "unsafe-eval" not in policy),
            "opener": answer.get("Cross-Origin-Opener-Policy") == "same-origin",
            "fault": answer.status_code < 500,
            "kept by nobody": who == "anonymous" or "no-store" in answer.get("Cache-Control", ""),
        }
        wrong += [f"{path} as {who}: {name}" for name, holds in wanted.items() if not holds]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["requester", "staff", "super admin"])
def test_no_secret_stands_in_any_answer(stage, who):
    secrets = [settings.SECRET_KEY, settings.ALTCHA_HMAC_KEY, "argon2", "md5$", str(settings.PRIVATE_DIR), "Traceback (most"]
    secrets += [person.password for person in stage.people.values() if person]
    secrets += [stage.browser(who).cookies[settings.SESSION_COOKIE_NAME].value]
    for path, answer in answers(stage, who):
        text = "" if answer.streaming else answer.content.decode(errors="replace")  # pictures too
        assert [s for s in secrets if s in text] == [], path


def test_public_pages_set_no_cookie_for_visitors_and_may_be_cached(site_tree):
    from home.tests.ground import stand

    stand()
    for path in [*PAGES, "/cari/?q=a", "/healthz", "/tidak-ada/"]:
        answer = Client().get(path)
        # The contact form is the one public form: it has a token of its visitor, so it is in no shared cache.
        allowed = {"csrftoken"} if path == "/kontak/" else set()
        assert set(answer.cookies) == allowed, path
        assert ("csrfmiddlewaretoken" in answer.content.decode()) is bool(allowed), path
        assert "Cookie" in answer.get("Vary", ""), path


def test_a_private_file_is_only_ever_saved(stage):
    ticket = stage.tickets["open"]
    answer = stage.browser("requester").get(ticket.attachments.get(name="lampiran.pdf").get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf" and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]


def test_methods_that_nobody_offers_are_refused(stage):
    for method in ("put", "patch", "delete", "trace"):
        for path in ("/helpdesk/", "/helpdesk/tiket/", stage.tickets["open"].get_absolute_url(), "/cari/", "/healthz"):
            assert getattr(stage.browser("staff"), method)(path).status_code in {403, 405}, (method, path)


# Where `next` leads


def is_inside(location):
    return location.startswith("/") and not location.startswith(("//", "/\\")) and "evil" not in location.split("?")[0]


def test_next_never_leads_elsewhere(stage):
    make_client("dewi", password=PASSWORD)
    wrong = []
    assert len(hostile.ELSEWHERE) >= 15
    for target in hostile.ELSEWHERE:
        tries = {
            "language": Client().get("/bahasa/en/", {"next": target}),
            "login": Client().post("/akun/login/", {"login": "dewi", "password": PASSWORD, "next": target}),
            "login, by the address": logged_in(target),
            "logged in already": stage.browser("requester").get("/akun/login/", {"next": target}),
            "signup": stage.browser("requester").get("/akun/signup/", {"next": target}),
            "confirmation": stage.browser("requester").post("/helpdesk/profil/kirim-ulang/", {"next": target}),
            "logout": logged_out(stage, target),
        }
        for what, answer in tries.items():
            if answer.status_code != 302 or not is_inside(answer["Location"]):
                wrong.append(f"{what} with {target!r}: {answer.status_code} {answer.get('Location')}")
    assert not wrong, "\n".join(wrong)


def logged_in(target):
    from urllib.parse import urlencode

    return Client().post("/akun/login/?" + urlencode({"next": target}), {"login": "dewi", "password": PASSWORD})


def logged_out(stage, target):
    browser = Client()
    browser.force_login(stage.people["colleague"])
    return browser.post("/akun/logout/", {"next": target})


def test_next_does_lead_inside(stage):
    make_client("dewi", password=PASSWORD)
    inside = "/helpdesk/tiket/?status=open"
    assert Client().get("/bahasa/en/", {"next": inside})["Location"] == inside
    assert logged_in(inside)["Location"] == inside
    sent = Client().get(inside)["Location"]
    assert sent == "/akun/login/?next=/helpdesk/tiket/%3Fstatus%3Dopen"


@pytest.mark.parametrize("header", ["Remote-User", "X-Remote-User", "X-Forwarded-User", "X-On-Behalf-Of", "X-Original-URL", "X-Rewrite-URL"])
def test_a_header_makes_nobody_somebody(stage, header):
    answer = Client().get("/helpdesk/", headers={header: "sari"})
    assert answer.status_code == 302 and answer["Location"].startswith("/akun/login/")
    assert "evil" not in Client().get("/helpdesk/", headers={"X-Forwarded-Host": "evil.test", "Host": "evil.test"})["Location"]
