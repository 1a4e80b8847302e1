"""What every answer carries, whoever asks."""

import pytest
from csp.constants import HEADER, NONCE
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from helpdesk.common import middleware


def database_error(code):
    error = OperationalError("gone")
    error.__cause__ = type("Driver", (Exception,), {"pgcode": code})()
    return error


@pytest.mark.parametrize("code", [None, "08006", "53300", "57P01"])
def test_a_lost_connection_counts_as_no_database(code):
    assert middleware.is_database_gone(database_error(code))


@pytest.mark.parametrize("code", ["40P01", "54000", "55P03"])
def test_a_refused_statement_does_not(code):
    assert not middleware.is_database_gone(database_error(code))
    assert not middleware.is_database_gone(ValueError("something else"))


@pytest.mark.django_db
@pytest.mark.parametrize("error", [database_error(None), InterfaceError("connection already closed")])
def test_without_the_database_people_get_a_503_page_and_no_trace(client, monkeypatch, error):
    def gone(*args, **kwargs):
        raise error

    monkeypatch.setattr(Session.objects.__class__, "get", gone)
    monkeypatch.setattr("wagtail.models.Site.find_for_request", gone)
    client.raise_request_exception = False
    client.cookies["sessionid"] = "any"
    answer = client.get("/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "no-store" in answer["Cache-Control"]
    assert "Traceback" not in answer.content.decode()
    assert "default-src" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_another_error_stays_an_error(client, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("a mistake of ours")

    monkeypatch.setattr("wagtail.models.Site.find_for_request", broken)
    client.raise_request_exception = False
    assert client.get("/").status_code == 500


@pytest.mark.django_db
def test_our_pages_allow_no_inline_script_and_the_cms_is_the_one_exception(client):
    strict = client.get("/akun/login/")["Content-Security-Policy"]
    assert "unsafe-inline" not in strict and "unsafe-eval" not in strict
    assert "script-src 'self';" in strict + ";"
    loose = client.get("/cms/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in loose
    assert "nonce-" not in loose and "sha256-" not in loose
    assert "unsafe-inline" not in client.get("/cmsx/")["Content-Security-Policy"]


def test_a_policy_of_its_own_stays_with_its_answer_whatever_came_before(settings):
    """The usual header is put together once; it is the package's, and what one answer asks for is nobody else's."""
    asks = {}

    def view(request):
        answer = HttpResponse("page")
        for name, value in asks.items():
            setattr(answer, name, value)
        if "nonce" in request.GET:
            answer.content = str(request.csp_nonce)
        return answer

    ours, package = middleware.ContentSecurityPolicy(view), CSPMiddleware(view)

    def policy(of, path="/"):
        return of(RequestFactory().get(path)).get(HEADER)

    usual = policy(package)
    assert [policy(ours), policy(ours)] == [usual, usual]
    for own in ({"_csp_update": {"frame-src": "https://video.example"}}, {"_csp_exempt": True}, {}):
        asks.clear()
        asks.update(own)
        assert [policy(ours), policy(ours)] == [policy(package)] * 2
    assert "unsafe-inline" in policy(ours, "/cms/") and policy(ours) == usual
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["'none'"], "script-src": [NONCE]}}
    assert policy(ours) == policy(ours) == policy(package)
    said = ours(RequestFactory().get("/?nonce"))
    assert f"'nonce-{said.content.decode()}'" in said[HEADER] and "nonce" not in policy(ours)
    for few in ({}, {"default-src": None}):  # the second: no rule at all, and no header
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": few}
        assert policy(ours) == policy(ours) == policy(package)
    assert policy(ours) is None
    late = RequestFactory().get("/")
    ours(late)
    with pytest.raises(CSPNonceError):
        str(late.csp_nonce)


def test_an_answer_to_somebody_with_a_session_stays_in_no_cache():
    def public(request):
        answer = HttpResponse("page")
        answer["Cache-Control"] = "public, max-age=300"
        return answer

    request = RequestFactory().get("/")
    assert middleware.NoStore(public)(request)["Cache-Control"] == "public, max-age=300"
    request.COOKIES["sessionid"] = "any"
    assert set(middleware.NoStore(public)(request)["Cache-Control"].split(", ")) == {"private", "no-store"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/"])
def test_wagtails_own_password_doors_lead_to_ours(client, path):
    for ask in (client.get, client.post):
        answer = ask(path, {"username": "a", "password": "b", "next": "/cms/"})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/akun/login/")
    assert client.get("/cms/password_reset/").status_code == 404
