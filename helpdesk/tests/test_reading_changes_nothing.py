"""Following links changes nothing; changing something takes a POST with a token of our own (LESSONS 34)."""

import re
from urllib.parse import urldefrag

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from helpdesk.attachments.opening import FileOpening
from helpdesk.tests import stage as stages
from helpdesk.tests.permission_table import DESK_PAGES, TICKET

pytestmark = pytest.mark.django_db
MOST_PAGES = 120


@pytest.fixture
def stage(site_tree):
    return stages.build()


def database():
    """A fingerprint of every table; only sessions, the cache, the log of openings, and what the CMS keeps of its readers' taste move."""
    prints = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():  # who opened which file is written down by the opening itself
            table = model._meta.db_table
            if model in {Session, UserProfile, FileOpening} or not model._meta.managed:
                continue
            cursor.execute(f"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM \"{table}\" t")
            prints[table] = cursor.fetchone()
    return prints


def links(text):
    for address in re.findall(r'(?:href|hx-get)="(/[^"]*)"', text):
        yield urldefrag(address.replace("&amp;", "&")).url


@pytest.mark.parametrize("who", ["requester", "staff", "super admin"])
def test_a_walk_over_all_links_changes_no_row(stage, who):
    browser, start = stage.browser(who), reverse("helpdesk:dashboard")
    before, waiting, seen = database(), [start], {start}
    while waiting and len(seen) < MOST_PAGES * 3:
        address = waiting.pop(0)
        answer = browser.get(address)
        assert answer.status_code < 500, address
        if answer.streaming or "html" not in answer.get("Content-Type", ""):
            continue
        # Of /cms/ only the front: its pages are Wagtail's own.
        fresh = [a for a in links(answer.content.decode()) if a not in seen and not a.startswith(("/static/", "/cms/", "/akun/logout"))]
        seen.update(fresh)
        waiting.extend(fresh[:MOST_PAGES])
    after = database()
    assert len(seen) > 10
    assert {t: (before[t], after[t]) for t in before if before[t] != after[t]} == {}


def test_the_fingerprint_notices_one_changed_row(stage):
    before = database()
    type(stage.tickets["open"]).objects.filter(pk=stage.tickets["open"].pk).update(title="Anders")
    assert {t for t in before if before[t] != database()[t]} == {"helpdesk_ticket"}


def test_a_post_without_a_token_gets_our_403_page_and_changes_nothing(stage):
    before, wrong = None, []
    for who in ("requester", "staff"):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(stage.people[who])
        before = database()
        for row in (*TICKET, *DESK_PAGES):
            if row.post == 302 and who in row.who:
                ticket = stage.tickets.get(row.on)
                address = reverse(row.name, args=[ticket.number, *row.more(ticket)] if ticket else [])
                answer = browser.post(address, row.data(stage, ticket))
                if answer.status_code != 403 or 'class="error-page"' not in answer.content.decode():
                    wrong.append(f"{address} as {who}: {answer.status_code}")
        for address in ("/akun/login/", "/akun/signup/", "/akun/logout/", "/akun/password/reset/"):
            if browser.post(address, {}).status_code != 403:
                wrong.append(address)
        assert database() == before
    assert not wrong, "These take a post without a token:\n" + "\n".join(wrong)


def test_head_and_options_are_harmless(stage):
    browser = stage.browser("staff")
    before = database()
    for row in TICKET:
        ticket = stage.tickets[row.on]
        address = reverse(row.name, args=[ticket.number, *row.more(ticket)])
        for ask in (browser.head, browser.options):
            assert ask(address).status_code in {200, 404, 405, 409}, address
    assert database() == before
