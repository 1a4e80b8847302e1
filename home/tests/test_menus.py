"""The menus of the site come from the page tree (rows B1, B3)."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from helpdesk.common import menu, site_pages
from helpdesk.tests import factories, site
from home import setup
from home.models import HomePage, StandardPage

BAR = ["Beranda", "Tentang Aplikasi", "Kontak"]


@pytest.fixture
def home(db):
    site.build()
    setup.pages()
    return HomePage.objects.get()


def add(home, title, slug, **facts):
    home.refresh_from_db()
    return home.add_child(instance=StandardPage(title=title, slug=slug, **facts))


def bar(path="/"):
    return [item.label for item in menu.for_public(None, path, site_pages.load())][:-1]  # without Login


def footer(path="/"):
    return [item.label for item in menu.for_footer(path, site_pages.load())]


def test_a_fresh_site_has_the_menu_of_the_manual(home, client):
    assert bar() == BAR
    html = client.get("/").content.decode()
    for label, url in zip(BAR, ("/", "/tentang-aplikasi/", "/kontak/"), strict=True):
        current = ' aria-current="page"' if url == "/" else ""
        assert f'<a class="topbar__link" href="{url}"{current}>{label}' in html


def test_an_english_reader_finds_the_english_words_and_an_editors_own_words_as_they_are(home, client):
    client.cookies["django_language"] = "en"
    html = client.get("/").content.decode()
    for words in ('href="/" aria-current="page">Home', ">About the application", ">Contact", ">Privacy policy</a>"):
        assert words in html
    page = StandardPage.objects.get(slug="tentang-aplikasi")
    page.title = "Tentang Kami <b>"
    page.save_revision().publish()
    html = client.get("/").content.decode()
    assert ">Tentang Kami &lt;b&gt;" in html and "About the application" not in html


def test_a_page_that_editors_mark_stands_in_the_bar_and_else_in_the_footer(home):
    page = add(home, "Maklumat Kami", "maklumat-kami")
    assert "Maklumat Kami" in footer() and "Maklumat Kami" not in bar()
    page.show_in_menus = True
    page.save_revision().publish()
    assert bar() == [*BAR, "Maklumat Kami"]
    assert "Maklumat Kami" not in footer()


def test_the_menus_follow_the_order_of_the_tree(home):
    Page.objects.get(slug="kontak").move(Page.objects.get(slug="tentang-aplikasi"), "left")
    assert bar() == ["Beranda", "Kontak", "Tentang Aplikasi"]


def test_what_has_no_room_in_the_bar_goes_to_the_footer(home):
    for number in range(5):
        add(home, f"Halaman {number}", f"halaman-{number}", show_in_menus=True)
    assert bar() == [*BAR, "Halaman 0", "Halaman 1"]
    assert footer()[-3:] == ["Halaman 2", "Halaman 3", "Halaman 4"]


def test_no_menu_names_a_page_that_a_visitor_may_not_read(home, client):
    closed = add(home, "Zebra tertutup", "zebra-tertutup", show_in_menus=True)
    add(home, "Zebra draf", "zebra-draf", show_in_menus=True, live=False)
    below = add(home, "Zebra terbuka", "zebra-terbuka", show_in_menus=True)
    below.add_child(instance=StandardPage(title="Zebra bawah", slug="zebra-bawah", show_in_menus=True))
    PageViewRestriction.objects.create(page=Page.objects.get(pk=closed.pk), restriction_type=PageViewRestriction.LOGIN)
    named = [place.title for place in site_pages.load()]
    assert "Zebra terbuka" in named
    assert not {"Zebra tertutup", "Zebra draf", "Zebra bawah"} & set(named)
    assert "Zebra tertutup" not in client.get("/").content.decode()


def test_the_page_above_is_marked_while_one_reads_below_it(home, client):
    about = Page.objects.get(slug="tentang-aplikasi")
    about.add_child(instance=StandardPage(title="Rincian", slug="rincian"))
    html = client.get("/tentang-aplikasi/rincian/").content.decode()
    assert '<a class="topbar__link" href="/tentang-aplikasi/" aria-current="page">' in html
    assert '<a class="topbar__link" href="/">' in html
    assert '<li><a href="/layanan/" aria-current="page">' in client.get(f"/layanan/{factories.make_service().code}/").content.decode()


def test_both_menus_cost_one_query_however_many_pages_there_are(home, client):
    def of_the_menus():
        with CaptureQueriesContext(connection) as queries:
            client.get("/kebijakan-privasi/")
        return len(queries), sum("NOT EXISTS" in query["sql"] and "is_default_site" in query["sql"] for query in queries)

    of_the_menus()  # fills the caches
    before = of_the_menus()
    assert before[1] == 1
    for number in range(9):
        add(home, f"Halaman {number}", f"halaman-{number}", show_in_menus=bool(number % 2))
    assert of_the_menus() == before


def test_a_person_of_the_desk_finds_the_desk_behind_the_pages(home, client):
    client.force_login(factories.make_client())
    html = client.get("/tentang-aplikasi/").content.decode()
    assert 'class="topbar__link" href="/helpdesk/"' in html and 'href="/akun/login/"' not in html


def test_an_existing_site_keeps_its_bar(home):
    """Set-up used to mark every page; the migration takes that back where nobody can have meant it."""
    made_then = ["tentang-aplikasi", "layanan", "faq", "kontak", "kebijakan-privasi"]
    Page.objects.filter(depth=3, slug__in=made_then).update(show_in_menus=True)
    own = add(home, "Milik kami", "milik-kami", show_in_menus=True)
    policy = StandardPage.objects.get(slug="kebijakan-privasi")
    policy.save_revision()
    migration = importlib.import_module("home.migrations.0003_menus")
    migration.leave_the_footer_its_pages(apps, None)
    assert bar() == [*BAR, own.title]
    policy.refresh_from_db()
    policy.get_latest_revision_as_object().save_revision().publish()
    assert bar() == [*BAR, own.title]
