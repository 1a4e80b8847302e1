"""Pages of text: their contents, the way back, and what the browser is allowed on a page with a video."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.tests import site
from home import contents
from home.models import HomePage, StandardPage
from home.tests.ground import stand

pytestmark = pytest.mark.django_db
VIDEO = ("video", {"title": "Cara membuat tiket", "url": "https://youtu.be/abcdefghijk"})


@pytest.fixture
def beranda():
    site.build()
    return HomePage.objects.first() or stand()


def page_with(beranda, *body, title="Panduan", **fields):
    return beranda.add_child(instance=StandardPage(title=title, body=list(body), **fields))


def text(*headings):
    return ("text", "".join(f"<h2>{heading}</h2><p>Isi.</p>" for heading in headings))


def test_headings_of_texts_and_blocks_make_the_contents(beranda, client):
    page = page_with(
        beranda,
        ("text", "<h2>Untuk <b>siapa</b> &amp; kapan</h2><p>x</p><h3>Rincian</h3><h2></h2>"),
        ("steps", {"heading": "Langkah", "steps": [{"title": "Satu"}, {"title": "Dua"}]}),
        ("callout", {"tone": "info", "title": "Bukan judul", "text": "x"}),
    )
    _parts, headings = contents.of(page.body)
    assert [(heading.rank, heading.text, heading.anchor) for heading in headings] == [
        (2, "Untuk siapa & kapan", "untuk-siapa-kapan"), (3, "Rincian", "rincian"), (2, "Langkah", "langkah"),
    ]  # fmt: skip
    html = client.get(page.url).content.decode()
    for heading in headings:
        assert html.count(f'id="{heading.anchor}"') == 1
        assert f'href="#{heading.anchor}"' in html


def test_anchors_stay_readable_and_unique(beranda):
    page = page_with(beranda, text("Biaya", "Biaya", "Main", "???", "Jawaban 3"), text("Biaya"))
    _parts, headings = contents.of(page.body)
    assert [heading.anchor for heading in headings] == ["biaya", "biaya-2", "main-2", "bagian", "bagian-jawaban-3", "biaya-3"]


def test_a_heading_that_is_added_below_moves_no_address(beranda):
    before = page_with(beranda, text("Biaya", "Waktu", "Syarat"))
    after = page_with(beranda, text("Biaya", "Waktu", "Syarat", "Pengaduan"), title="Panduan baru")
    first, second = ([h.anchor for h in contents.of(page.body)[1]] for page in (before, after))
    assert second[:3] == first


def test_a_short_page_has_no_contents(beranda, client):
    page = page_with(beranda, text("Satu", "Dua"))
    html = client.get(page.url).content.decode()
    assert 'id="satu"' in html
    assert "toc" not in html.partition("<main")[2]


def test_the_way_back_names_every_page_above(beranda, client):
    above = page_with(beranda, title="Panduan")
    middle = above.add_child(instance=StandardPage(title="Berkas"))
    page = middle.add_child(instance=StandardPage(title="Ukuran"))
    html = client.get(page.url).content.decode()
    trail = html.partition('class="breadcrumb"')[2].partition("</nav>")[0]
    places = [f'href="{beranda.url}"', f'href="{above.url}"', f'href="{middle.url}"', ">Ukuran<"]
    assert [trail.find(place) for place in places] == sorted(trail.find(place) for place in places)
    assert all(place in trail for place in places)


def test_the_day_of_the_last_change_is_said_once_there_is_one(beranda, client):
    page = page_with(beranda, text("Satu"))
    assert page.last_published_at is None
    silent = client.get(page.url).content.decode()
    page.save_revision().publish()
    assert len(client.get(page.url).content.decode()) > len(silent)


def frames(answer):
    policy = answer["Content-Security-Policy"]
    return next(part.split()[1:] for part in policy.split(";") if part.split()[0] == "frame-src")


def test_only_a_page_with_a_video_may_frame_the_two_players(beranda, client):
    with_video = client.get(page_with(beranda, VIDEO).url)
    without = client.get(page_with(beranda, text("Satu"), title="Tanpa video").url)
    assert frames(with_video) == ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"]
    assert frames(without) == ["'self'"]
    assert frames(client.get("/")) == ["'self'"]


def test_a_page_that_was_kept_whole_still_allows_the_player(beranda, client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    url = page_with(beranda, VIDEO).url
    first = client.get(url)
    with CaptureQueriesContext(connection) as made:
        second = client.get(url)
    assert len(made) <= 2, "it was kept"
    assert frames(first) == frames(second) == ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"]


def test_the_page_of_a_video_speaks_of_no_other_host_but_in_the_link_and_for_the_click(beranda, client):
    html = client.get(page_with(beranda, VIDEO).url).content.decode()
    assert "<iframe" not in html
    assert html.count("youtube-nocookie.com") == 1
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in html


def test_a_page_costs_the_same_however_much_it_says(beranda, client):
    from faq.models import FAQEntry

    entries = list(FAQEntry.objects.live()[:4])
    steps = ("steps", {"heading": "Langkah", "steps": [{"title": "Satu"}, {"title": "Dua"}]})
    few = page_with(beranda, text("Satu"), VIDEO, steps, ("faq", {"heading": "", "entries": entries[:1], "department": ""}))
    many = page_with(
        beranda, *(text(f"Bagian {n}") for n in range(12)), *[VIDEO] * 3, *[steps] * 4,
        ("faq", {"heading": "", "entries": entries, "department": ""}), title="Panjang",
    )  # fmt: skip
    client.get(few.url)
    assert queries(client, few) == queries(client, many)


def queries(client, page):
    url = page.url
    with CaptureQueriesContext(connection) as made:
        assert client.get(url).status_code == 200
    return len(made)
