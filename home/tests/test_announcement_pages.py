"""Announcements as people read them: banner, pages, feed, the form of a new ticket, the desk's list and its end."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.departments.models import Department
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket
from home.models import Announcement
from home.tests.ground import stand

NOW, HOUR = timezone.now(), timedelta(hours=1)
HOSTILE = "<b>Gangguan</b> & ]]> \x0b\x1f\ufffe “kutip” 'x' {{ 7*7 }}"


@pytest.fixture
def home(db):
    return stand()


@pytest.fixture
def admin(db):
    return make.make_admin()


def announce(title="Jaringan putus", kind="disruption", *, services=(), **facts):
    facts.setdefault("starts_at", timezone.now() - HOUR)
    one = Announcement(title=title, kind=kind, **facts)
    one.services = services
    one.save()
    return one


def entered(person):
    browser = Client()
    browser.force_login(person)
    return browser


def text_of(browser, address, code=200):
    answer = browser.get(address)
    assert answer.status_code == code, (address, answer.status_code)
    return answer.content.decode()


def banner_of(html):
    """What stands in the banner; empty where there is none."""
    return html.partition('<section class="announcements')[2].partition("</section>")[0]


# The banner


def test_every_public_page_says_what_goes_on_and_nothing_else(home, client):
    running = announce()
    for title, facts in {
        "Lewat": {"ends_at": NOW - HOUR / 2}, "Draf": {"live": False}, "Selesai": {"ended_at": NOW, "ended_by": make.make_admin()},
        "Nanti": {"starts_at": NOW + HOUR, "kind": "info"},
    }.items():  # fmt: skip
        announce(title, **facts)
    for address in ("/", "/tentang-aplikasi/", "/faq/", "/layanan/", "/layanan/mail-baru/", "/kontak/", "/cari/?q=email"):
        html = text_of(client, address)
        banner = banner_of(html)
        assert running.title in banner and f'href="/pengumuman/{running.pk}/"' in banner, address
        assert not [title for title in ("Lewat", "Draf", "Selesai", "Nanti") if title in banner], address


def test_without_announcements_there_is_no_banner(home, client):
    assert not banner_of(text_of(client, "/"))


def test_at_most_three_stand_there_and_the_rest_is_a_link(home, client):
    for number in range(3):
        announce(f"Kabar {number}", "info")
    assert 'href="/pengumuman/"' not in banner_of(text_of(client, "/tentang-aplikasi/"))
    announce("Gangguan besar")
    banner = banner_of(text_of(client, "/tentang-aplikasi/"))
    assert banner.count("<details") == 3 and 'href="/pengumuman/"' in banner
    assert banner.index("Gangguan besar") < banner.index("Kabar")
    assert banner.count(" open>") == 1, "only the disruption is unfolded"


def test_a_title_stays_text(home, client):
    announce(HOSTILE, text="<p>Isi <b>tebal</b></p>")
    banner = banner_of(text_of(client, "/"))
    assert "&lt;b&gt;Gangguan" in banner and "<b>" not in banner and "49" not in banner


def test_a_visitor_gets_no_cookie_no_token_and_the_way_to_the_login(home, client):
    one = announce()
    one.have_too(by=make.make_client())
    answer = client.get("/")
    banner = banner_of(answer.content.decode())
    assert not answer.cookies and "csrfmiddlewaretoken" not in banner and "<form" not in banner
    assert f"/akun/login/?next=%2Fpengumuman%2F{one.pk}%2F" in banner
    assert "announcement__count" in banner


@pytest.mark.parametrize("address", ["/", "/layanan/mail-baru/", "/faq/"])
def test_the_banner_costs_one_query_however_much_there_is(home, client, address):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{address}?n={timezone.now().timestamp()}")  # a page that is kept would cost nothing
        return len([one for one in asked if "home_announcement" in one["sql"]])

    assert queries() == 1
    for number in range(6):
        announce(str(number), services=[make.make_service()])
    assert queries() == 1


def test_a_services_page_shows_its_own_and_what_concerns_everybody(home, client):
    from helpdesk.catalogue.models import Service

    mail = Service.objects.get(code="mail-baru")
    announce("Untuk surat", services=[mail])
    announce("Untuk yang lain", services=[Service.objects.get(code="mail-reset")])
    announce("Untuk semua")
    banner = banner_of(text_of(client, "/layanan/mail-baru/"))
    assert "Untuk surat" in banner and "Untuk semua" in banner and "Untuk yang lain" not in banner


def test_english_readers_get_english_where_there_is_any(home, client):
    announce("Jaringan putus", title_en="The network is down")
    client.cookies["django_language"] = "en"
    banner = banner_of(text_of(client, "/"))
    assert "The network is down" in banner and "Disruption" in banner and "Jaringan putus" not in banner


# Its pages


def test_the_page_of_all_holds_what_runs_is_planned_and_is_over(home, client):
    announce("Sedang putus")
    announce("Pemeliharaan lusa", "maintenance", starts_at=NOW + 48 * HOUR)
    announce("Kabar lusa", "info", starts_at=NOW + 48 * HOUR)
    announce("Sudah lewat", ends_at=NOW - HOUR / 2)
    announce("Masih draf", live=False)
    html = text_of(client, "/pengumuman/")
    assert html.index('id="berlangsung"') < html.index("Sedang putus") < html.index('id="rencana"')
    assert html.index('id="rencana"') < html.index("Pemeliharaan lusa") < html.index('id="selesai"') < html.index("Sudah lewat")
    assert "Masih draf" not in html and "Kabar lusa" not in html
    assert '<link rel="alternate" type="application/rss+xml"' in html


def test_what_is_over_is_paged_by_key_at_constant_cost(home, client):
    for number in range(23):
        announce(f"Lama {number:02}", starts_at=NOW - (number + 3) * HOUR, ends_at=NOW - (number + 2) * HOUR)
    titles, address, prices = [], "/pengumuman/", set()
    while address:
        with CaptureQueriesContext(connection) as asked:
            html = text_of(client, address)
        prices.add(len([one for one in asked if "home_announcement" in one["sql"] and "indexpage" not in one["sql"]]))
        titles += [line.partition("<")[0] for line in html.split('">Lama ')[1:]]
        older = html.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0] if 'rel="next"' in html else ""
        address = older.replace("&amp;", "&")
    assert titles == [f"{number:02}" for number in range(23)]
    assert max(prices) <= 3
    assert client.get("/pengumuman/?kursor=x").status_code == 404


def test_one_announcement_tells_all_it_knows(home, client, admin):
    services = [make.make_service("Internet kantor")]
    one = announce("Jaringan putus", text="<p>Kabel <b>laut</b> putus.</p>", services=services)
    html = text_of(client, f"/pengumuman/{one.pk}/")
    assert "<b>laut</b>" in html and "Internet kantor" in html
    one.end(by=admin, words="Sudah <disambung>.\nTerima kasih.")
    html = text_of(client, f"/pengumuman/{one.pk}/?lagi")
    assert "Sudah &lt;disambung&gt;.<br>Terima kasih." in html
    assert str(admin) not in html, "who ended it is nobody's business"


@pytest.mark.parametrize("facts", [{"live": False}, {"starts_at": NOW + HOUR}, {"starts_at": NOW + HOUR, "kind": "info"}])
def test_what_is_not_published_has_no_page(home, client, admin, facts):
    one = announce(**facts)
    never = client.get("/pengumuman/999999/")
    for browser in (client, entered(make.make_client()), entered(admin)):
        assert browser.get(f"/pengumuman/{one.pk}/").status_code == never.status_code == 404
    assert client.get("/pengumuman/99999999999999999999/").status_code == 404
    published = announce("Boleh dibaca")
    assert client.get(f"/pengumuman/{published.pk}/").status_code == 200


def test_the_sitemap_names_published_ones_only(home):
    from home.models import AnnouncementIndexPage

    shown, hidden = announce(), announce(live=False)
    places = [entry["location"] for entry in AnnouncementIndexPage.objects.get().get_sitemap_urls()]
    assert any(place.endswith(f"/pengumuman/{shown.pk}/") for place in places)
    assert not any(place.endswith(f"/{hidden.pk}/") for place in places)


# The feed


def feed_of(client, **headers):
    answer = client.get("/pengumuman/rss/", headers=headers)
    assert answer.status_code == 200
    return answer, ElementTree.fromstring(answer.content)


def test_the_feed_is_sound_whatever_a_title_holds(home, client, settings):
    settings.BASE_URL = "https://layanan.contoh.go.id"
    client.cookies["django_language"] = "en"
    one = announce(HOSTILE, text=f"<p>Satu</p><p>{'dua'} &lt;script&gt;</p>", title_en="English")
    answer, root = feed_of(client, host="jahat.example")
    assert answer["Content-Type"].startswith("application/rss+xml")
    channel = root.find("channel")
    assert channel.findtext("language") == "id"
    [item] = channel.findall("item")
    assert item.findtext("title").partition(": ")[2] == "<b>Gangguan</b> & ]]>  “kutip” 'x' {{ 7*7 }}"
    assert item.findtext("link") == item.findtext("guid") == f"https://layanan.contoh.go.id/pengumuman/{one.pk}/"
    assert "<p>Satu dua &lt;script&gt;</p>" in item.findtext("description")
    assert parsedate_to_datetime(item.findtext("pubDate"))
    assert b"jahat.example" not in answer.content
    assert channel.findtext("link") == "https://layanan.contoh.go.id/pengumuman/"


def test_the_feed_holds_published_ones_only_and_no_endless_past(home, client):
    for number in range(35):
        announce(f"Lama {number}", ends_at=NOW - HOUR / 2)
    announce("Draf", live=False, starts_at=NOW)
    announce("Kabar lusa", "info", starts_at=NOW + 48 * HOUR)
    announce("Pemeliharaan lusa", "maintenance", starts_at=NOW + 48 * HOUR)
    _answer, root = feed_of(client)
    titles = [item.findtext("title") for item in root.iter("item")]
    assert len(titles) == 30
    assert any("Pemeliharaan lusa" in title for title in titles)
    assert not any("Draf" in title or "Kabar lusa" in title for title in titles)


# I have this too


def test_a_client_counts_from_any_page_and_comes_back_to_it(home, admin):
    one, budi = announce(), make.make_client("budi")
    browser = entered(budi)
    banner = banner_of(text_of(browser, "/layanan/?q=surat"))
    assert f'action="/helpdesk/pengumuman/{one.pk}/saya-juga/"' in banner and 'name="next" value="/layanan/?q=surat"' in banner
    address = f"/helpdesk/pengumuman/{one.pk}/saya-juga/"
    assert browser.post(address, {"next": "/layanan/?q=surat"})["Location"] == "/layanan/?q=surat"
    assert one.affected.get().person == budi
    assert 'value="take_back"' in banner_of(text_of(browser, "/layanan/"))
    assert browser.post(address, {"do": "take_back"})["Location"] == f"/pengumuman/{one.pk}/"
    assert not one.affected.exists()


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "/\\jahat.example", "x"])
def test_nobody_is_led_away_from_the_site(home, target):
    one = announce()
    answer = entered(make.make_client()).post(f"/helpdesk/pengumuman/{one.pk}/saya-juga/", {"next": target})
    assert answer["Location"] == f"/pengumuman/{one.pk}/"


def test_what_is_over_answers_with_a_sentence(home, admin):
    one, browser = announce(), entered(make.make_client())
    one.end(by=admin)
    answer = browser.post(f"/helpdesk/pengumuman/{one.pk}/saya-juga/")
    assert answer.status_code == 409 and 'id="refusal"' in answer.content.decode()
    assert not one.affected.exists()


def test_a_draft_is_not_there_to_be_had(home):
    one, browser = announce(live=False), entered(make.make_client())
    assert browser.post(f"/helpdesk/pengumuman/{one.pk}/saya-juga/").status_code == 404
    assert not one.affected.exists()


def test_those_who_answer_are_not_asked(home, admin):
    announce()
    banner = banner_of(text_of(entered(admin), "/"))
    assert banner and "<form" not in banner and "/akun/login/" not in banner


# The form of a new ticket


def test_the_ticket_form_offers_it_instead_and_takes_a_ticket_all_the_same(home):
    service = make.make_service("Internet kantor", department=Department.objects.first())
    one = announce(services=[service])
    announce("Lain", services=[make.make_service()])
    browser = entered(make.make_client("budi"))
    address = f"/helpdesk/tiket/baru/?layanan={service.code}"
    html = text_of(browser, address)
    banner = banner_of(html)
    assert one.title in banner and "Lain" not in banner and "<strong>" in banner and "/saya-juga/" in banner
    assert html.index("</section>") < html.index('name="layanan"'), "no form inside another"
    assert f'value="{address}"' in banner
    token = html.partition('name="token" value="')[2].partition('"')[0]
    facts = {"token": token, "layanan": service.code, "description": "Putus.", "source": make.make_source().pk, "type": service.type_id}
    assert browser.post("/helpdesk/tiket/baru/", facts).status_code == 302
    assert Ticket.objects.get().service == service


def test_the_desk_sees_on_a_ticket_that_its_service_is_disturbed(home, admin):
    service, other = make.make_service(), make.make_service()
    one = announce("Putus <b>total</b>", services=[service])
    announce("Hanya kabar", "info", services=[other])
    browser, budi = entered(admin), make.make_client("budi")
    ticket, elsewhere = make.make_ticket(requester=budi, service=service), make.make_ticket(service=other)
    html = text_of(browser, ticket.get_absolute_url())
    assert f'href="/pengumuman/{one.pk}/"' in html.partition('id="ticket-disruption"')[2].partition("</div>")[0]
    assert "Putus &lt;b&gt;total" in html
    for person, shown in ((browser, elsewhere), (entered(budi), ticket)):
        assert "ticket-disruption" not in text_of(person, shown.get_absolute_url())
    one.end(by=admin)
    assert "ticket-disruption" not in text_of(browser, ticket.get_absolute_url())


def test_an_officer_who_writes_for_a_client_is_not_asked(home, admin):
    from helpdesk.tickets.on_behalf import address_for

    service, budi = make.make_service(), make.make_client("budi")
    announce()
    banner = banner_of(text_of(entered(admin), f"{address_for(budi, admin)}&layanan={service.code}"))
    assert banner and "<form" not in banner


# The desk


def test_the_desk_reads_what_runs_and_managers_may_end_it(home, admin):
    one = announce()
    announce("Draf", live=False)
    for person, may_end in ((make.make_staff(), False), (admin, True)):
        html = text_of(entered(person), "/helpdesk/pengumuman/")
        assert one.title in html and "Draf" not in html
        assert (f"/helpdesk/pengumuman/{one.pk}/akhiri/" in html) is may_end
    for state, shown in (("running", True), ("over", False), ("planned", False), ("' OR 1", True)):
        assert (f'id="announcement-{one.pk}"' in text_of(entered(admin), f"/helpdesk/pengumuman/?keadaan={state}")) is shown


def test_the_desks_list_costs_the_same_with_more_rows(home, admin):
    browser, prices = entered(admin), []
    for number in (1, 15):
        for _n in range(number):
            announce(services=[make.make_service()])
        with CaptureQueriesContext(connection) as asked:
            text_of(browser, "/helpdesk/pengumuman/")
        prices.append(len(asked))
    assert prices[0] == prices[1] <= 8


def test_ending_says_first_how_many_hear_of_it(home, admin):
    service = make.make_service()
    one = announce(services=[service])
    for _n in range(3):
        one.have_too(by=make.make_client())
    make.make_ticket(service=service)
    browser, address = entered(admin), f"/helpdesk/pengumuman/{one.pk}/akhiri/"
    shown = browser.get(address).context_data["sentences"]
    assert [word for sentence in shown for word in sentence.split() if word.isdigit()] == ["3", "4"]
    long = browser.post(address, {"words": "x" * 501})
    assert long.status_code == 422 and "x" * 501 in long.content.decode()
    assert browser.post(address, {"words": "Pulih.", "tell_owners": "on"}).status_code == 302
    one.refresh_from_db()
    assert (one.closing_words, one.told, one.ended_by) == ("Pulih.", 4, admin)
    again = browser.post(address, {"words": "Sekali lagi"})
    assert again.status_code == 409 and 'id="refusal"' in again.content.decode()
    one.refresh_from_db()
    assert one.closing_words == "Pulih."
