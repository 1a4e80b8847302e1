"""Every page of allauth wears our clothes: our frame, our buttons and fields, nothing inline."""

import re

import pytest
from django.urls import reverse

from helpdesk.tests.factories import PASSWORD, make_client

pytestmark = pytest.mark.django_db

FOR_VISITORS = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
FOR_ONESELF = ["account_change_password", "account_email", "mfa_index", "account_logout", "account_reauthenticate"]


@pytest.fixture
def person(client):
    person = make_client("sari", password=PASSWORD)
    client.force_login(person)
    return person


def assert_ours(html):
    assert "css/main.css" in html
    assert html.count("<main") == 1
    assert html.count("<h1") == 1
    assert "Menu:" not in html
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"", html)
    for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", html, re.DOTALL):
        assert not body.strip() or "application/json" in attributes
    for button in re.findall(r"<button\b[^>]*>", html):
        assert 'class="' in button, f"a bare button: {button}"
    shown = re.findall(r"<input\b(?![^>]*type=\"(?:hidden|checkbox|radio)\")[^>]*>", html)
    for field in shown:
        assert re.search(r'\bid="|class="search__input"', field), f"a field without a label's hold: {field}"


@pytest.mark.parametrize("name", FOR_VISITORS)
def test_a_visitors_page_stands_in_our_narrow_frame(client, name):
    html = client.get(reverse(name)).content.decode()
    assert_ours(html)
    assert 'class="topbar"' in html


@pytest.mark.parametrize("name", FOR_ONESELF)
def test_a_page_about_oneself_stands_in_the_desks_frame(client, person, name):
    html = client.get(reverse(name)).content.decode()
    assert_ours(html)


@pytest.mark.parametrize("name", ["account_change_password", "account_email", "mfa_index"])
def test_the_pages_about_oneself_are_joined_by_tabs(client, person, name):
    html = client.get(reverse(name)).content.decode()
    tabs = html[html.index("account-tabs") :]
    current = re.findall(r'href="([^"]+)" aria-current="page"', tabs[: tabs.index("</nav>")])
    assert current == [reverse(name)]


def test_an_address_that_is_not_there_answers_with_our_page(client, settings):
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "error-page" in answer.content.decode()


def test_a_form_that_waited_too_long_says_so_kindly():
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(reverse("account_logout"))
    assert answer.status_code == 403
    assert "error-page" in answer.content.decode()
