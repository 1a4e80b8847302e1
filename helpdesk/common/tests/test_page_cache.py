"""Kept pages: quick, gone at once when somebody changes what they show, and never anything personal."""

import gzip

import brotli
import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from contact.models import ContactPage
from faq.models import FAQEntry
from helpdesk.catalogue.models import Service
from helpdesk.common import page_cache
from helpdesk.common.page_cache import middleware, shown
from helpdesk.settings import DeskSettings
from helpdesk.tests.factories import make_client, make_service, make_superadmin
from helpdesk.tests.site import build as build_site
from home.models import HomePage, ServiceIndexPage, StandardPage
from home.tests.ground import stand

BERANDA, ABOUT = "/", "/tentang/"


@pytest.fixture
def home(kept_pages):
    """A small site: Beranda, one page of text, the contact form, a question and a service."""
    site = build_site()
    page = site.root_page.get_parent().add_child(
        instance=HomePage(title="Beranda", slug="depan", hero_title="Selamat Datang", purpose="Satu tempat.")
    )
    page.add_child(instance=StandardPage(title="Tentang", slug="tentang", intro="Isi halaman ini " * 20))
    page.add_child(instance=ContactPage(title="Kontak", slug="kontak"))
    page.add_child(instance=ServiceIndexPage(title="Layanan", slug="layanan"))
    site.root_page = page
    site.save()
    service = make_service("Email", code="mail-baru")
    FAQEntry.objects.create(question="Tanya", answer="<p>Jawab</p>", department=service.department)
    return page


@pytest.fixture
def whole_site(kept_pages):
    return stand()


@pytest.fixture
def about(home):
    return StandardPage.objects.get(slug="tentang")


def queries_of(client, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return [query["sql"] for query in queries]


def is_kept(address=BERANDA, client=None):
    """Whether the next visitor gets a kept page: one statement, and that one asks the cache."""
    asked = queries_of(client or Client(), address)
    return len(asked) == 1 and "cache" in asked[0]


def text_of(client, address=BERANDA):
    return client.get(address).content.decode()


# What is kept, and how it is sent


def test_the_second_visitor_costs_one_statement(home):
    assert len(queries_of(Client(), BERANDA)) > 1
    assert is_kept()


def test_every_page_without_a_form_is_kept(whole_site):
    addresses = ["/", "/tentang-aplikasi/", "/faq/", "/layanan/", "/layanan/mail-baru/", "/kebijakan-privasi/"]
    for address in addresses:
        Client().get(address)
    assert [address for address in addresses if not is_kept(address)] == []


def test_a_kept_page_is_the_page(home):
    drawn, kept = Client().get(ABOUT), Client().get(ABOUT)
    assert kept.content == drawn.content and b"<h1>" in kept.content
    assert dict(kept.items()) == dict(drawn.items())
    assert "default-src 'none'" in kept["Content-Security-Policy"]
    assert kept["Content-Language"] == "id" and kept["X-Frame-Options"] == "SAMEORIGIN"


def test_browsers_may_keep_it_too_but_ask_each_time(home):
    answer = Client().get(ABOUT)
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {name.strip() for name in answer["Vary"].split(",")} == {"Cookie", "Accept-Encoding"}
    again = Client().get(ABOUT, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and again.content == b"" and again["ETag"] == answer["ETag"]
    assert Client().get(ABOUT, headers={"If-None-Match": '"other"'}).status_code == 200


def test_it_is_sent_compressed_to_whoever_can_read_that(home):
    plain = Client().get(ABOUT)
    assert "Content-Encoding" not in plain
    for wish, coding, unpack in (("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("br;q=0, gzip", "gzip", gzip.decompress)):
        answer = Client().get(ABOUT, headers={"Accept-Encoding": wish})
        assert answer["Content-Encoding"] == coding
        assert unpack(answer.content) == plain.content
        assert int(answer["Content-Length"]) == len(answer.content) < len(plain.content) / 2
    assert "Content-Encoding" not in Client().get(ABOUT, headers={"Accept-Encoding": "br;q=0"})


def test_a_head_is_the_head_alone(home):
    whole = Client().get(ABOUT)
    head = Client().head(ABOUT)
    assert head.content == b"" and head["ETag"] == whole["ETag"] and head["Content-Length"] == whole["Content-Length"]


def test_each_language_has_its_own(home):
    english = Client()
    english.cookies["django_language"] = "en"
    for _round in range(2):
        assert '<html lang="id">' in text_of(Client())
        assert '<html lang="en">' in text_of(english)
    assert is_kept(client=english)
    english.cookies["django_language"] = "xx"  # no language of ours: Indonesian, and no third copy
    assert is_kept(client=english)


def test_what_stands_behind_a_question_mark_is_neither_kept_nor_read_from_there(home):
    Client().get("/?departemen=email")
    assert not is_kept("/?departemen=email")
    Client().get("/?next=//evil.test")
    assert "evil.test" not in text_of(Client())


def test_a_name_that_nobody_wrote_down_fills_no_cache(home, settings):
    settings.ALLOWED_HOSTS = ["*", "testserver"]
    Client().get(ABOUT, headers={"host": "anything.test"})
    assert len(queries_of(Client(), ABOUT, host="anything.test")) > 1
    Client().get(ABOUT)
    assert is_kept(ABOUT)
    assert not middleware.is_a_name_of_ours("testserver:4711")


def test_errors_and_redirects_are_never_kept(home, settings):
    for address in ("/tidak-ada/", "/tentang", "/favicon.ico", "/healthz"):
        before = Client().get(address).status_code
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(address).status_code == before
        assert not any("page:" in query["sql"] and "INSERT" in query["sql"] for query in queries), address


# What clears it


def change_the_page(page):
    page.title = "Judul baru"
    page.save_revision().publish()


def change_a_service(page):
    service = Service.objects.get(code="mail-baru")
    service.title = "Judul baru"
    service.save()


def change_the_settings(page):
    settings = DeskSettings.objects.first() or DeskSettings()
    settings.name = "Judul baru"
    settings.save()


def change_a_question(page):
    entry = FAQEntry.objects.live().first()
    entry.question = "Judul baru"
    entry.save()


@pytest.mark.parametrize(("change", "address"), [
    (change_the_page, ABOUT), (change_a_service, "/layanan/mail-baru/"), (change_the_settings, BERANDA), (change_a_question, BERANDA),
])  # fmt: skip
def test_a_change_shows_at_once(home, about, committed, change, address):
    text_of(Client(), address)
    assert is_kept(address)
    with committed():
        change(about)
    assert "Judul baru" in text_of(Client(), address)
    assert is_kept(address)


def test_an_unpublished_page_is_gone_at_once(home, about, committed):
    Client().get(ABOUT)
    with committed():
        about.unpublish()
    assert Client().get(ABOUT).status_code == 404


def test_a_page_drawn_before_a_change_and_put_away_after_it_is_not_shown(home, about, committed, monkeypatch):
    put_away = middleware.generation.put_away

    def late(*args):
        with committed():
            change_the_page(about)
        put_away(*args)

    monkeypatch.setattr(middleware.generation, "put_away", late)
    assert "Judul baru" not in text_of(Client(), ABOUT)
    monkeypatch.undo()
    assert "Judul baru" in text_of(Client(), ABOUT)


def test_a_change_that_was_rolled_back_clears_nothing(home, committed):
    text_of(Client())
    with committed():
        try:
            with transaction.atomic():
                change_the_settings(None)
                raise ValueError
        except ValueError:
            pass
    assert is_kept()


def test_many_changes_of_one_transaction_clear_it_once(home, committed):
    with committed(execute=False) as calls:
        for _time in range(5):
            Service.objects.get().save()
    assert calls.count(page_cache.forget_all) == 1


def test_a_ticket_or_a_login_clears_nothing(home, committed):
    text_of(Client())
    with committed():
        person = make_client()
        Client().force_login(person)
    assert is_kept()


def test_everything_that_public_pages_ask_is_on_the_list(whole_site):
    from django.apps import apps

    tables = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    asked = set()
    cache.clear()
    for address in ("/", "/tentang-aplikasi/", "/kebijakan-privasi/", "/faq/", "/layanan/", "/layanan/mail-baru/", "/pengumuman/", "/kontak/", "/sitemap.xml"):
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        asked |= {model for table, model in tables.items() for query in queries if f'"{table}"' in query["sql"]}
    unknown = [
        model._meta.label_lower for model in asked
        if not shown.is_shown(model) and model._meta.label_lower not in shown.FOLLOWED_BY_TIME and not model._meta.auto_created
    ]
    assert len(asked) > 8
    assert not unknown, f"Public pages show {sorted(unknown)}: put them into SHOWN of helpdesk/common/page_cache/shown.py, or say there why not."


def test_every_name_on_the_list_is_a_table():
    from django.apps import apps

    for label in [*shown.SHOWN, *shown.FOLLOWED_BY_TIME]:
        assert apps.get_model(label)


# Never anything personal


def test_who_is_logged_in_gets_their_own_page_and_leaves_none_behind(home):
    person = Client()
    person.force_login(make_client("dewi"))
    visitor = text_of(Client())
    for _round in range(2):  # in turn, as through one shared cache
        answer = person.get(BERANDA)
        assert "Log Out" in answer.content.decode() or "/akun/logout/" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
        assert "ETag" not in answer
        assert text_of(Client()) == visitor
    person.cookies.clear()
    assert text_of(person) == visitor
    cache.clear()
    person.force_login(make_client("sari"))
    person.get(BERANDA)
    assert not is_kept()


def test_who_logs_out_is_a_visitor_again(home):
    person = Client()
    person.force_login(make_client("dewi"))
    person.get(BERANDA)
    person.post("/akun/logout/")
    assert "/akun/logout/" not in text_of(person)
    assert Session.objects.count() <= 1


@pytest.mark.parametrize("cookies", [{"sessionid": "forged"}, {"messages": "x"}, {"something": "else"}])
def test_any_other_cookie_goes_past_the_cache(home, cookies):
    text_of(Client())
    browser = Client()
    browser.cookies.load(cookies)
    assert not is_kept(client=browser)


def test_the_cookie_of_a_form_does_not(home):
    browser = Client()
    browser.get("/kontak/")
    assert "csrftoken" in browser.cookies
    text_of(Client())
    assert is_kept(client=browser)


@pytest.mark.parametrize("header", ["Authorization", "HX-Request", "Range"])
def test_some_headers_go_past_the_cache(home, header):
    text_of(Client())
    assert len(queries_of(Client(), BERANDA, **{header: "Basic eDp5"})) > 1


def test_a_page_with_a_form_is_never_kept(home):
    first, second = Client().get("/kontak/"), Client().get("/kontak/")
    assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value
    assert "ETag" not in second


def test_a_message_for_one_person_is_shown_to_nobody_else(home):
    from django.contrib import messages
    from django.contrib.messages.storage.cookie import CookieStorage

    request = RequestFactory().get("/")
    request.session = {}
    storage, answer = CookieStorage(request), HttpResponse()
    storage.add(messages.INFO, "Hanya untuk Dewi")
    storage.update(answer)
    browser = Client()
    browser.cookies["messages"] = answer.cookies["messages"].value
    assert "Hanya untuk Dewi" in browser.get(ABOUT).content.decode()
    assert "Hanya untuk Dewi" not in text_of(Client(), ABOUT)


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS])
def test_a_private_page_is_never_kept(home, about, committed, kind):
    assert "Isi halaman ini" in text_of(Client(), ABOUT)
    assert is_kept(ABOUT)  # the control: it was public, and kept
    with committed():
        restriction = PageViewRestriction.objects.create(page=about, restriction_type=kind, password="rahasia-sekali")
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.first())
    secret = "Isi halaman ini"
    allowed = Client()
    allowed.force_login(make_superadmin())
    if kind == PageViewRestriction.PASSWORD:
        allowed.post(f"/_util/authenticate_with_password/{restriction.pk}/{about.pk}/", {"password": "rahasia-sekali", "return_url": ABOUT})
    for _round in range(2):
        assert allowed.get(ABOUT).status_code == 200
        refused = Client().get(ABOUT)
        assert refused.status_code in {200, 302, 403} and secret not in refused.content.decode()
        assert "public" not in refused.get("Cache-Control", "")


def test_a_preview_neither_reads_nor_fills_the_cache(home, about):
    before = text_of(Client(), ABOUT)
    about.title = "Hanya dilihat dulu"
    for _round in range(2):
        assert "Hanya dilihat dulu" in about.make_preview_request().content.decode()
    assert text_of(Client(), ABOUT) == before
    cache.clear()
    about.make_preview_request()
    assert not is_kept(ABOUT)


def visitors_request():
    request = RequestFactory().get("/")
    request.user = None
    return request


def test_only_what_is_marked_and_plain_may_be_kept():
    def may(answer=None, request=None, marked=True, **headers):
        answer = answer or HttpResponse("x", headers=headers)
        answer.is_for_every_visitor = marked
        return middleware.is_the_same_for_everybody(request or visitors_request(), answer)

    assert may()
    assert not may(marked=False)
    assert not may(HttpResponse("x", status=404)) and not may(HttpResponse("x", status=429))
    assert not may(**{"Cache-Control": "private"}) and not may(**{"Cache-Control": "no-store"})
    assert not may(Vary="Accept-Language") and may(Vary="Cookie")
    assert not may(**{"Content-Encoding": "gzip"})
    assert not may(**{"Content-Security-Policy": "script-src 'nonce-abc'"})
    with_cookie = HttpResponse("x")
    with_cookie.set_cookie("a", "b")
    assert not may(with_cookie)
    with_token = visitors_request()
    with_token.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    assert not may(request=with_token)


# A cache that fails


class Down:
    def __getattr__(self, name):
        def fail(*args, **kwargs):
            raise ConnectionError("no cache here")

        return fail


def test_without_a_cache_pages_are_drawn(home, monkeypatch):
    monkeypatch.setattr("helpdesk.common.page_cache.generation.cache", Down())
    for _round in range(2):
        assert "Selamat Datang" in text_of(Client())
    page_cache.forget_all()


def test_a_cache_in_memory_serves_as_well(home, settings, committed):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "page-cache-test"}}
    text_of(Client(), ABOUT)
    assert queries_of(Client(), ABOUT) == []
    with committed():
        change_the_page(StandardPage.objects.get(slug="tentang"))
    assert "Judul baru" in text_of(Client(), ABOUT)
