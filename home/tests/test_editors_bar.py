"""Wagtail's bar above the public pages, and its checks of the content: for people of the CMS, in our words."""

import json

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.models import Page

from helpdesk.tests import factories, site
from home import setup
from home.editors.checks import WORDS

pytestmark = pytest.mark.django_db
PAGES = ["/", "/tentang-aplikasi/", "/faq/", "/kontak/"]


@pytest.fixture(autouse=True)
def pages():
    site.build()
    setup.pages()


def has_bar(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return "<wagtail-userbar" in answer.content.decode()


def test_editors_get_the_bar_and_nobody_else_does(client):
    assert not [path for path in PAGES if has_bar(client, path)]
    for make in (factories.make_client, factories.make_staff):
        client.force_login(make())
        assert not [path for path in PAGES if has_bar(client, path)]
    client.force_login(factories.make_editor())
    assert [path for path in PAGES if has_bar(client, path)] == PAGES
    assert "no-store" in client.get("/")["Cache-Control"]
    client.logout()
    assert not [path for path in PAGES if has_bar(client, path)]


def test_the_bar_leads_to_the_page_in_the_cms(client):
    client.force_login(factories.make_editor())
    page = Page.objects.get(slug="tentang-aplikasi")
    assert f"/cms/pages/{page.pk}/edit/" in client.get("/tentang-aplikasi/").content.decode()


def checks_on(html):
    return json.loads(BeautifulSoup(html, "html.parser").find(id="checker-axe-configuration").string)


@pytest.mark.parametrize("slug", ["beranda", "tentang-aplikasi", "kontak", "faq", "layanan"])
def test_every_page_is_checked_while_it_is_written_by_our_rules_in_our_words(client, slug):
    client.force_login(factories.make_editor())
    html = client.get(f"/cms/pages/{Page.objects.get(slug=slug).pk}/edit/").content.decode()
    assert 'data-side-panel="checks"' in html and 'data-side-panel="preview"' in html
    asked = checks_on(html)
    assert set(asked["options"]["runOnly"]) == set(WORDS) == set(asked["messages"])
    assert {"image-alt", "heading-order", "link-name", "empty-meta-description"} <= set(asked["options"]["runOnly"])
    assert ".topbar" in asked["context"]["exclude"]
    with override("id"):
        assert asked["messages"]["link-name"]["error_name"] == str(WORDS["link-name"][0])
