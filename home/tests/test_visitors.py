"""What a visitor without an account sees, and what it costs."""

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from faq.models import FAQEntry
from helpdesk.catalogue.models import Service
from helpdesk.tests import factories
from home import services
from home.models import HomePage, HomePageService, StandardPage
from home.tests.ground import stand

PUBLIC = ["/", "/tentang-aplikasi/", "/kebijakan-privasi/", "/faq/", "/faq/?q=email", "/layanan/", "/layanan/mail-baru/", "/cari/?q=email"]


@pytest.fixture
def home(db):
    return stand()


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("<mark>", "").replace("</mark>", "")  # a search marks its words


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_visitor_gets_no_cookie_where_no_form_is(home, client):
    for address in PUBLIC:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies, address
        assert "csrfmiddlewaretoken" not in answer.content.decode(), address


def test_the_contact_form_is_the_one_page_that_needs_a_cookie(home, client):
    assert set(client.get("/kontak/").cookies) == {"csrftoken"}


def test_both_languages_have_every_page(home):
    indonesian, english = Client(), Client()
    english.cookies["django_language"] = "en"
    for address in PUBLIC:
        assert '<html lang="id">' in text_of(indonesian, address)
        assert '<html lang="en">' in text_of(english, address)


def test_beranda_says_welcome_and_leads_to_a_new_ticket(home, client):
    html = text_of(client, "/")
    assert "Selamat Datang" in html
    assert html.count('class="button button--main button--large" href="/helpdesk/tiket/baru/"') == 1


def test_a_visitor_who_wants_a_ticket_is_led_through_login(home, client):
    answer = client.get("/helpdesk/tiket/baru/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/login/")
    assert "next=/helpdesk/tiket/baru/" in answer["Location"].replace("%2F", "/")


def test_beranda_shows_a_way_to_log_in(home, client):
    assert 'href="/akun/login/' in text_of(client, "/")


def test_beranda_costs_few_queries_however_much_there_is(home, client):
    text_of(client, "/")
    before = queries_of(client, "/")
    assert before <= 13  # among them the menu, the figures and what is going on, one each
    department = factories.make_department()
    for number in range(20):
        FAQEntry.objects.create(question=f"Tanya {number}", answer="<p>Jawab</p>", department=department)
        factories.make_service(documents=["ktp", "npwp"], department=department)
    assert queries_of(client, "/") == before


@pytest.mark.parametrize("address", ["/faq/", "/layanan/"])
def test_lists_cost_the_same_with_more_rows(home, client, address):
    text_of(client, address)
    before = queries_of(client, address)
    for _number in range(10):
        department = factories.make_department()
        FAQEntry.objects.create(question="Tanya", answer="<p>Jawab</p>", department=department)
        factories.make_service(documents=["ktp"], department=department)
    assert queries_of(client, address) == before <= 12


def test_beranda_is_light(home, client):
    assert len(gzip.compress(client.get("/").content)) < 12_000


def test_each_department_with_questions_has_a_tab_and_no_other(home, client):
    factories.make_department("Tanpa Pertanyaan")
    draft = factories.make_department("Hanya Draf")
    FAQEntry.objects.create(question="Rahasia draf", answer="<p>x</p>", department=draft, live=False)
    html = text_of(client, "/")
    assert 'href="?departemen=email#tanya-jawab"' in html
    assert "Tanpa Pertanyaan" not in html
    assert "Hanya Draf" not in html
    assert "Rahasia draf" not in html


def test_a_tab_opens_without_javascript(home, client):
    html = text_of(client, "/?departemen=email")
    assert '<section class="tab-set__panel" aria-label="Email">' in html
    assert '<section class="tab-set__panel" aria-label="Server" hidden>' in html


def test_an_unknown_tab_opens_the_first(home, client):
    html = text_of(client, "/?departemen=%00zzz")
    assert html.count('class="tab-set__panel"') - html.count(" hidden>") == 1


def test_the_services_that_editors_choose_come_first(home):
    chosen = Service.objects.get(code="csirt-lapor")
    HomePageService.objects.create(page=home, service=chosen)
    assert services.for_beranda([chosen.pk])[0] == chosen
    assert "Pelaporan Insiden Keamanan Siber" in text_of(Client(), "/")


def test_the_services_most_asked_for_come_before_the_rest(home):
    asked = Service.objects.get(code="tte-passphrase")
    person = factories.make_client()
    for _number in range(2):
        factories.make_ticket(service=asked, requester=person)
    factories.make_ticket(service=Service.objects.get(code="mail-reset"), requester=person)
    assert [service.code for service in services.for_beranda([])[:2]] == ["tte-passphrase", "mail-reset"]


def test_a_service_that_was_switched_off_has_no_card_and_no_page(home, client):
    assert client.get("/layanan/mail-baru/").status_code == 200
    Service.objects.filter(code="mail-baru").update(is_active=False)
    assert client.get("/layanan/mail-baru/").status_code == 404
    assert "Pembuatan Akun Email Dinas" not in text_of(client, "/layanan/")
    assert "Pembuatan Akun Email Dinas" not in text_of(client, "/cari/?q=pembuatan akun email")


def test_a_service_page_says_what_its_record_says(home, client):
    service = Service.objects.get(code="lpse-registrasi")
    html = text_of(client, "/layanan/lpse-registrasi/")
    for requirement in service.required_documents.all():
        assert requirement.name in html
    assert "/helpdesk/tiket/baru/?layanan=lpse-registrasi" in html
    service.required_documents.filter(code="npwp").update(name="Kartu NPWP terbaru")
    assert "Kartu NPWP terbaru" in text_of(client, "/layanan/lpse-registrasi/")


def test_a_note_for_staff_is_not_public(home, client):
    Service.objects.filter(code="mail-baru").update(note="CATATAN-PETUGAS kuningan")
    for address in ("/layanan/mail-baru/", "/layanan/", "/cari/?q=kuningan"):
        assert "CATATAN-PETUGAS" not in text_of(client, address)


def test_private_and_unpublished_pages_are_not_found(home, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):  # the search index follows a commit
        secret = home.add_child(instance=StandardPage(title="Zebra tertutup", slug="zebra-tertutup"))
        open_page = home.add_child(instance=StandardPage(title="Zebra terbuka", slug="zebra-terbuka"))
        home.add_child(instance=StandardPage(title="Zebra draf", slug="zebra-draf", live=False))
    assert "Zebra tertutup" in text_of(client, "/cari/?q=zebra")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=secret.pk), restriction_type=PageViewRestriction.LOGIN)
    html = text_of(client, "/cari/?q=zebra")
    assert open_page.title in html
    assert "Zebra tertutup" not in html
    assert "Zebra draf" not in html


ODD = ["", "   ", "\0", "yang", "':*&|!()", "a" * 5000, "{{1234*2}}", "<script>alert(1)</script>"]


def test_no_search_breaks_the_page(home, client):
    for question in ODD:
        for address in ("/cari/", "/faq/", "/layanan/"):
            answer = client.get(address, {"q": question})
            assert answer.status_code == 200, (address, question[:20])
            assert "<script>alert" not in answer.content.decode()
            assert "2468" not in answer.content.decode()


def test_home_page_is_the_only_one_of_its_kind(home):
    assert HomePage.objects.count() == 1
    assert not HomePage.can_create_at(Page.objects.get(depth=1))
