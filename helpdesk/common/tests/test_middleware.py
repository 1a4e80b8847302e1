"""What every answer carries, whoever asks."""

import pytest
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
