"""The first screen of the CMS: whose name it bears, and what waits there for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from contact.models import ContactMessage
from faq.models import Unfound
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories, site
from home import setup
from home.editors import reviewing
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db
MESSAGES, SEARCHES, PAGES = 'id="unanswered-messages', 'id="searches-without-a-result', 'id="pages-to-review'
LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture(autouse=True)
def pages():
    site.build()
    setup.pages()


@pytest.fixture
def editor(client):
    person = factories.make_editor()
    client.force_login(person)
    return person


def age(when=LONG_AGO, **which):
    """Nobody has touched these pages since then."""
    pages = Page.objects.filter(depth__gt=1, **which)
    PageLogEntry.objects.filter(page__in=pages.values("pk")).update(timestamp=when)
    pages.update(first_published_at=when, last_published_at=when)


def start(client):
    answer = client.get("/cms/")
    assert answer.status_code == 200
    return answer.content.decode()


def message(number=1, **facts):
    return ContactMessage.objects.create(name="Tamu", email="tamu@example.id", subject=f"Pesan {number}", text="Halo", token=f"t{number}", **facts)


# The office's own name


def test_the_cms_bears_the_name_of_the_office(client, editor):
    DeskSettings.objects.create(name="Bantuan <b>Kota</b>", owner="Dinas & Badan")
    html = start(client)
    assert "Bantuan &lt;b&gt;Kota&lt;/b&gt;" in html and "Dinas &amp; Badan" in html
    assert "<b>Kota" not in html
    title = html.partition("<title>")[2].partition("</title>")[0]
    assert "Bantuan &lt;b&gt;Kota" in title and "Wagtail" not in title
    assert "wagtailadmin/images/favicon.ico" not in html and 'rel="icon"' in html
    assert "office-mark__name" in client.get("/cms/images/").content.decode()


def test_the_logo_of_the_settings_is_the_logo_of_the_cms(client, editor):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    logo = get_image_model().objects.create(title="Logo", file=get_test_image_file(size=(200, 80)))
    DeskSettings.objects.create(logo=logo)
    assert f'src="{DeskSettings.current().logo_picture.url}"' in start(client)


# What waits


def test_unanswered_messages_are_shown_to_those_who_may_read_them_and_to_nobody_else(client):
    message(1), message(2, state="spam"), message(3, state="answered")
    for make, may in ((factories.make_admin, True), (factories.make_superadmin, True), (factories.make_editor, False)):
        client.force_login(make())
        html = start(client)
        assert (MESSAGES in html, "Pesan 1" in html) == (may, may)
        assert "Pesan 2" not in html and "Pesan 3" not in html


def test_searches_without_a_result_are_shown_with_their_number_until_they_are_settled(client, editor):
    Unfound.objects.create(words="cara <i>ganti</i> kartu", times=7)
    Unfound.objects.create(words="sudah dijawab", times=9, is_settled=True)
    html = start(client)
    assert SEARCHES in html and "cara &lt;i&gt;ganti&lt;/i&gt; kartu" in html and "sudah dijawab" not in html


def test_staff_who_are_editors_too_learn_nothing_of_contact_messages(client):
    from django.contrib.auth.models import Group

    person = factories.make_staff()
    person.groups.add(Group.objects.get(name="Editors"))
    message(), Unfound.objects.create(words="kartu hilang")
    client.force_login(person)
    html = start(client)
    assert SEARCHES in html and MESSAGES not in html and "Pesan 1" not in html


def test_nothing_that_waits_means_no_panel(client, editor):
    html = start(client)
    assert not [panel for panel in (MESSAGES, SEARCHES, PAGES) if panel in html]


def test_the_first_screen_costs_the_same_however_much_waits(client):
    def fill(numbers):
        for number in numbers:
            message(number), Unfound.objects.create(words=f"kata {number}")
            home = HomePage.objects.get()
            home.add_child(instance=StandardPage(title=f"Lama {number}", slug=f"lama-{number}"))
        age()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            start(client)
        return len(queries)

    client.force_login(factories.make_admin())
    fill(range(2))
    cost()
    before = cost()
    fill(range(2, 12))
    assert cost() == before


# Pages that want reading


def due_for(person):
    return set(reviewing.due(person).values_list("slug", flat=True))


def test_a_page_that_nobody_read_for_a_year_is_due(editor):
    assert not due_for(editor)
    age(slug="kontak"), age(LONG_AGO + timedelta(days=100), slug="faq")
    assert due_for(editor) == {"kontak"}


def test_drafts_and_pages_of_others_are_not_due_for_this_person(editor):
    age()
    Page.objects.filter(slug="kontak").update(live=False)
    assert "kontak" not in due_for(editor) and "faq" in due_for(editor)
    GroupPagePermission.objects.filter(group__name="Editors").update(page=Page.objects.get(slug="faq"))
    assert due_for(factories.make_editor()) == {"faq"}
    assert due_for(factories.make_client()) == set()


def test_marking_a_page_takes_it_off_the_list_and_stands_in_its_history(client, editor):
    age(slug="kontak")
    page = Page.objects.get(slug="kontak")
    assert PAGES in start(client)
    address = f"/cms/pages/{page.pk}/reviewed/"
    assert client.get(address).status_code == 200 and due_for(editor) == {"kontak"}
    answer = client.post(address, {"next": "/cms/"})
    assert (answer.status_code, answer["Location"]) == (302, "/cms/")
    assert due_for(editor) == set() and PAGES not in start(client)
    entry = PageLogEntry.objects.get(action="home.review")
    assert (entry.page_id, entry.user_id) == (page.pk, editor.pk)
    assert client.get(f"/cms/pages/{page.pk}/history/").status_code == 200


def test_every_kind_of_page_can_be_marked_and_publishing_a_draft_keeps_the_review(client, editor):
    age()
    for page in Page.objects.filter(depth__gt=1).specific():
        page.save_revision()
        assert client.post(f"/cms/pages/{page.pk}/reviewed/").status_code == 302, page.slug
        page.refresh_from_db()
        moment = page.reviewed_at
        page.get_latest_revision().publish()
        assert page.specific_class.objects.get(pk=page.pk).reviewed_at == moment is not None, page.slug
    assert not due_for(editor)


def test_who_may_not_edit_a_page_cannot_mark_it(client, editor):
    GroupPagePermission.objects.filter(group__name="Editors").update(page=Page.objects.get(slug="faq"))
    about, faq = (Page.objects.get(slug=slug) for slug in ("tentang-aplikasi", "faq"))
    root, draft = Page.objects.get(depth=1), Page.objects.get(slug="kebijakan-privasi")
    for page in (about, root, draft):
        for call in (client.get, client.post):
            assert call(f"/cms/pages/{page.pk}/reviewed/").status_code == 404
    assert client.post("/cms/pages/999999/reviewed/").status_code == 404
    assert client.post(f"/cms/pages/{faq.pk}/reviewed/").status_code == 302
    assert list(PageLogEntry.objects.filter(action="home.review").values_list("page_id", flat=True)) == [faq.pk]


def test_the_way_back_stays_on_this_site(client, editor):
    page = Page.objects.get(slug="faq")
    answer = client.post(f"/cms/pages/{page.pk}/reviewed/", {"next": "https://jahat.example/"})
    assert answer["Location"] == f"/cms/pages/{page.pk}/edit/"


def test_the_report_lists_every_page_and_makes_no_sheet(client, editor):
    age(slug="kontak")
    html = client.get("/cms/reports/reviews/").content.decode()
    assert html.index("Kontak</a>") < html.index("Tentang Aplikasi</a>")
    assert "export=" not in html
    assert "text/html" in client.get("/cms/reports/reviews/?export=csv")["Content-Type"]
    assert "Kontak</a>" in client.get("/cms/reports/reviews/results/").content.decode()
    page = Page.objects.get(slug="kontak")
    assert f"/cms/pages/{page.pk}/reviewed/" in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
