"""`/cari/`: what it finds, in which words, and what it never finds."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from faq.feedback import Unfound
from faq.models import FAQEntry, FAQIndexPage
from helpdesk.tests import factories as make
from home.models import Announcement, StandardPage
from home.tests.ground import bare

ADDRESS = "/cari/"
BODY = [{"type": "accordion", "value": {"heading": "Rincian", "entries": [{"title": "Kapan?", "text": "<p>Zebranya menari di <b>lapangan</b>.</p>"}]}}]


@pytest.fixture
def home(db):
    return bare()


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """`with indexed():` what is saved inside stands in the index afterwards."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def ask(query, language="id", **more):
    client = Client()
    client.cookies["django_language"] = language
    answer = client.get(ADDRESS, {"q": query, **more.pop("data", {})}, **more)
    assert answer.status_code == 200
    return answer


def found(query, language="id", **more):
    """What stands in the result, without the page around it."""
    return re.search(r'id="hasil">(.*)</instant-search>', ask(query, language, **more).content.decode(), re.S)[1]


def words_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def entry(question="Tanya", answer="<p>Jawab</p>", **fields):
    return FAQEntry.objects.create(question=question, answer=answer, department=fields.pop("department", None) or make.make_department(), **fields)


def test_every_form_of_a_word_is_found_and_marked_in_title_and_passage(home):
    entry("Bagaimana pendaftaran orkestra?", "<p>Sebelum apa pun, daftarkan <b>orkestra</b> Anda.</p><p>Mendaftar gratis.</p>")
    html = found("mendaftar orkestra")
    assert "Bagaimana <mark>pendaftaran</mark> <mark>orkestra</mark>?" in html
    assert "<mark>daftarkan</mark> <mark>orkestra</mark>" in html and "<mark>Mendaftar</mark>" in html
    assert "<mark>gratis" not in html


def test_nothing_that_was_found_is_ever_html(home):
    entry("Kelinci <script>alert(1)</script> & \x02mark", "<p>kelinci &lt;img src=x onerror=alert(2)&gt; &amp;amp; tamat</p>")
    html = found("kelinci")
    assert "<mark>Kelinci</mark>" in html and "<mark>kelinci</mark>" in html
    assert "<script>" not in html and "<img" not in html
    assert "&lt;img" in html and "&amp;amp;" in html


def test_the_passage_is_the_place_in_which_the_words_stand(home):
    entry("Panjang", f"<p>{'Awal saja. ' * 60}Kemudian muncul komodo di sini. {'Sisanya. ' * 60}</p>")
    passage = re.search(r'<p class="hit__passage">(.*?)</p>', found("komodo"))[1]
    assert "muncul <mark>komodo</mark> di sini" in passage
    assert passage.startswith("… ") and passage.endswith(" …") and len(passage) < 400


def test_the_words_of_a_block_are_found_by_their_stem_and_marked(home, indexed):
    with indexed():
        home.add_child(instance=StandardPage(title="Halaman hewan", slug="hewan", body=BODY))
    html = found("zebra lapangan")
    assert "Halaman hewan" in html
    assert "<mark>Zebranya</mark> menari" in html and "<mark>lapangan</mark>" in html


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS])
def test_a_closed_page_and_all_below_it_leave_no_trace(home, indexed, kind):
    with indexed():
        above = home.add_child(instance=StandardPage(title="Di atas", slug="atas"))
        above.add_child(instance=StandardPage(title="Halaman hewan", slug="hewan", body=BODY))
    assert "Halaman hewan" in found("zebra")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=above.pk), restriction_type=kind, password="rahasia")
    assert "Halaman hewan" not in found("zebra") and "menari" not in found("zebra")
    assert "zebra" not in found("zebta").lower(), "a mended word would tell that it stands somewhere"


def test_drafts_and_what_has_expired_are_not_found(home, indexed):
    past = timezone.now() - timedelta(minutes=1)
    with indexed():
        for number, fields in enumerate([{}, {"live": False}, {"expire_at": past}, {"expire_at": past + timedelta(days=1)}]):
            home.add_child(instance=StandardPage(title=f"Zebra {number}", slug=f"zebra-{number}", **fields))
    assert sorted(re.findall(r"Zebra (\d)", words_of(found("zebra")))) == ["0", "3"]


def test_departments_switched_off_and_services_out_of_use_are_not_found(home):
    department = make.make_department("Kebun binatang")
    entry("Zebra dijawab", department=department)
    make.make_service("Layanan zebra", department=department)
    make.make_service("Zebra lama", is_active=False)
    html = words_of(found("zebra"))
    assert "Zebra dijawab" in html and "Layanan zebra" in html and "Zebra lama" not in html
    department.is_active = False
    department.save()
    assert "data-nothing-found" in found("zebra")


def test_only_announcements_that_are_going_on_or_planned_are_found(home):
    now, day = timezone.now(), timedelta(days=1)
    for title, fields in {
        "Zebra kini": {}, "Zebra direncanakan": {"kind": "maintenance", "starts_at": now + 9 * day}, "Zebra draf": {"live": False},
        "Zebra usai": {"starts_at": now - day, "ends_at": now - day / 2}, "Zebra nanti": {"starts_at": now + day},
    }.items():  # fmt: skip
        Announcement.objects.create(title=title, **fields)
    html = words_of(found("zebra"))
    assert "Zebra kini" in html and "Zebra direncanakan" in html
    assert not any(word in html for word in ("draf", "usai", "nanti"))


def test_what_stands_below_a_closed_page_of_the_site_is_not_found_either(home):
    entry("Zebra dijawab")
    assert "Zebra dijawab" in words_of(found("zebra"))
    page = Page.objects.get(pk=FAQIndexPage.objects.get().pk)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "Zebra dijawab" not in words_of(found("zebra"))


def test_a_document_of_a_private_collection_is_not_found_where_a_page_shows_it(home, indexed):
    from django.core.files.base import ContentFile
    from wagtail.documents.models import Document

    root = Collection.get_first_root_node()
    closed = root.add_child(instance=Collection(name="Tertutup"))
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document = Document.objects.create(title="Zebra rahasia", collection=closed, file=ContentFile(b"x", name="zebra.pdf"))
    text = f'<p>Lihat <a linktype="document" id="{document.pk}">berkasnya</a> tentang okapi.</p>'
    with indexed():
        home.add_child(instance=StandardPage(title="Unduhan", slug="unduhan", body=[{"type": "text", "value": text}]))
    assert "Unduhan" in words_of(found("okapi"))
    assert "Unduhan" not in words_of(found("zebra")) and "rahasia" not in words_of(found("zebra"))


def test_a_slip_of_the_finger_is_mended_and_told(home):
    entry("Bagaimana merawat harmonika?")
    html = found("harmonica rusak merawat")
    assert "data-nothing-found" not in html
    html = found("harmonikka", "en")
    assert "Did you mean:" in html and '<a href="?q=harmonika"><b>harmonika</b></a>' in html
    assert "<mark>harmonika</mark>" in html
    assert "Did you mean:" not in found("harmonika", "en")


def test_synonyms_answer_and_some_of_many_words_are_better_than_nothing(home):
    entry("Lupa sandi gamelan")
    assert "<mark>sandi</mark>" in found("password gamelan")
    html = found("gamelan qwertzuiop", "en")
    assert "<mark>gamelan</mark>" in html and "These hold some of them" in html


def test_english_words_find_and_are_marked_where_they_stand(home):
    entry("Cara memesan aula", "<p>Isi formulir.</p>", question_en="How to book the ballroom", answer_en="<p>The ballroom is free.</p>")
    for language in ("id", "en"):
        assert "the <mark>ballroom</mark>" in found("ballroom", language)
    assert "<mark>memesan</mark> aula" in found("memesan", "en")


def test_the_best_group_comes_first_and_each_shows_a_few_and_leads_to_the_rest(home):
    for number in range(7):
        make.make_service(f"Marmut nomor {number}")
    entry("Hewan", "<p>Seekor marmut.</p>")
    html = found("marmut", "en")
    assert re.findall(r'<h2 id="kelompok-([a-z]+)">', html) == ["layanan", "jawaban"]
    assert html.count('class="hit"') == 5 + 1
    assert "8 results for" in html and 'href="?q=marmut&amp;jenis=layanan"' in html
    whole = found("marmut", data={"jenis": "layanan"})
    assert whole.count('class="hit"') == 7 and "kelompok-jawaban" not in whole
    assert found("marmut", data={"jenis": "lain\0"}).count('class="hit"') == 6


def test_words_without_a_result_are_remembered_and_nothing_else_is(home):
    entry("Email")
    ask("zebra")
    ask("zebra", headers={"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    ask("zebra liar", headers={"x-search": "typing"})
    ask("email")
    ask("")
    ask("budi@example.id")
    assert list(Unfound.objects.values_list("words", "times")) == [("zebra", 1)]
    ask("zebra", headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    assert list(Unfound.objects.values_list("words", "times")) == [("zebra", 2)]


def test_it_asks_equally_often_whatever_is_found(home):
    def queries(query):
        with CaptureQueriesContext(connection) as asked:
            found(query)
        return len(asked)

    make.make_service("Marmut", documents=["ktp"])
    queries("marmut")
    few, mended, nothing = queries("marmut"), queries("marmutt"), queries("zzzz qqqq")
    for number in range(8):
        make.make_service(f"Marmut {number}", documents=["ktp"])
        entry(f"Marmut {number}")
    assert queries("marmut") == few <= 16
    assert queries("marmutt") == mended <= 25
    assert queries("xxxx wwww") == nothing <= 40, "with what it takes to remember the words"


def test_a_note_for_staff_and_requests_with_a_free_title_are_not_found(home):
    make.make_service("Sewa alat", note="kuningan")
    make.make_service("Permintaan kuningan", free_title=True)
    assert "data-nothing-found" in found("kuningan")
