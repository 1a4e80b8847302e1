"""Every public page, in both languages, is right HTML and can be used by everybody: the Nu checker, and axe."""

import pytest
from django.conf import settings
from django.test import Client

from helpdesk.tests import browser
from home.audit import html, tools
from home.audit.pages import BESIDE, LIGHTHOUSE, in_sitemap
from home.tests.ground import stand

WHERE = "the HTML checker is not installed: `make audit` puts it into var/tools (npm and Java are needed)"


@pytest.fixture
def checker():
    if tools.nu_jar() is None:
        pytest.skip(WHERE)
    try:
        tools.program("java")
    except tools.Missing:
        pytest.skip("the HTML checker needs Java, which is not on this machine")


def public(client):
    return [*in_sitemap(client.get("/sitemap.xml").content.decode()), *BESIDE]


@pytest.mark.django_db
def test_every_public_page_is_right_html(checker):
    stand()
    documents = {}
    for code, _name in settings.LANGUAGES:
        visitor = Client()
        visitor.cookies["django_language"] = code
        documents |= {f"{path} ({code})": visitor.get(path).content.decode() for path in public(visitor)}
    assert len(documents) > 30
    found = html.errors(documents)
    assert not found, "\n".join(found)


def test_the_checker_itself_finds_an_error(checker):
    good = '<!doctype html><html lang="id"><head><title>x</title></head><body><p>x</p></body></html>'
    found = html.errors({"good": good, "bad": good.replace("<p>", '<p id="a"><img src="a.png"><span id="a">')})
    assert found and all(sentence.startswith("bad") for sentence in found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_public_page_can_be_used_by_everybody(browser_page, scheme):
    stand()
    narrow = scheme == "light"
    page = browser_page(width=360 if narrow else 1280, language="id" if narrow else "en", color_scheme=scheme, expect="404")
    # The colours of both schemes are measured in helpdesk/tests/test_look.py; in the dark one page of each kind is enough.
    for path in public(Client()) if narrow else LIGHTHOUSE.values():
        page.goto(path)
        browser.assert_fits(page)
        browser.assert_accessible(page)
