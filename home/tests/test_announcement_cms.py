"""Announcements in the CMS: editors write, see both previews, publish and end; nobody else gets in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text

from helpdesk.tests import factories as make
from helpdesk.tests import site
from home.models import Announcement

LIST = "/cms/snippets/home/announcement/"
HOUR = timedelta(hours=1)


@pytest.fixture
def editor(db):
    site.build()
    return make.make_editor()


def entered(person):
    browser = Client()
    browser.force_login(person)
    return browser


def typed(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def form(*, starts, ends=None, **facts):
    texts = {"text": rich_text("<p>Isi</p>"), "text_en": rich_text("")}
    times = {"starts_at": typed(starts), "ends_at": typed(ends)}
    return nested_form_data({"kind": "maintenance", "title": "Pemeliharaan", "title_en": "", **texts, **times, **facts})


def test_an_editor_writes_a_draft_and_publishes_it(editor):
    browser, now = entered(editor), timezone.now()
    service = make.make_service()
    browser.post(f"{LIST}add/", form(starts=now - HOUR, ends=now + HOUR) | {"services": [service.pk]})
    one = Announcement.objects.get()
    assert not one.live and list(one.get_latest_revision_as_object().services.all()) == [service]
    facts = form(starts=now - HOUR, ends=now + HOUR) | {"services": [service.pk]}
    browser.post(f"{LIST}edit/{one.pk}/", facts | {"action-publish": "action-publish"})
    one = Announcement.objects.get()
    assert one.live and one.is_running and list(one.services.all()) == [service]
    html = browser.get(LIST).content.decode()
    assert one.title in html and str(one.state().label) in html and f"{LIST}end/{one.pk}/" in html
    assert f"{LIST}end/{one.pk}/" in browser.get(f"{LIST}edit/{one.pk}/").content.decode()


@pytest.mark.parametrize(("starts", "ends", "publish", "is_made"), [
    (0, -1, False, False),   # ends before it begins
    (-3, -1, True, False),   # nobody would see it
    (-3, -1, False, True),   # a draft may be anything that has an order
    (-3, 1, True, True),
])  # fmt: skip
def test_a_period_that_makes_no_sense_is_refused_beside_its_field(editor, starts, ends, publish, is_made):
    now = timezone.now()
    facts = form(starts=now + starts * HOUR, ends=now + ends * HOUR) | ({"action-publish": "1"} if publish else {})
    answer = entered(editor).post(f"{LIST}add/", facts)
    assert Announcement.objects.exists() is is_made
    assert is_made or answer.context["form"].errors["ends_at"]


def test_what_was_published_may_still_be_corrected_when_it_is_over(editor):
    now = timezone.now()
    one = Announcement.announce(by=editor, title="Lama", kind="info", starts_at=now - 3 * HOUR, ends_at=now + HOUR)
    Announcement.objects.filter(pk=one.pk).update(ends_at=now - HOUR)
    facts = form(starts=now - 3 * HOUR, ends=now - HOUR, title="Lama, benar") | {"action-publish": "1"}
    entered(editor).post(f"{LIST}edit/{one.pk}/", facts)
    assert Announcement.objects.get().title == "Lama, benar"


def test_what_the_form_does_not_ask_cannot_be_posted(editor):
    now = timezone.now()
    more = {"ended_at": typed(now), "ended_by": editor.pk, "closing_words": "x", "told": 9, "action-publish": "1"}
    entered(editor).post(f"{LIST}add/", form(starts=now - HOUR) | more)
    one = Announcement.objects.get()
    assert (one.live, one.ended_at, one.closing_words, one.told) == (True, None, "", None)


@pytest.mark.parametrize("mode", ["page", "banner"])
def test_both_previews_show_what_is_being_written(editor, mode):
    browser = entered(editor)
    assert browser.post(f"{LIST}preview/", form(starts=timezone.now() - HOUR, kind="disruption")).json()["is_valid"]
    html = browser.get(f"{LIST}preview/?mode={mode}").content.decode()
    assert "Pemeliharaan" in html and ("<details" in html.partition("announcements no-print")[2]) is (mode == "banner")
    assert not Announcement.objects.exists()


def test_an_editor_ends_it_and_cannot_reach_the_owners_of_tickets(editor):
    service, budi, ani = make.make_service(), make.make_client("budi"), make.make_client("ani")
    one = Announcement.announce(by=editor, title="Putus", kind="disruption", starts_at=timezone.now() - HOUR, services=[service])
    make.make_ticket(requester=ani, service=service)
    one.have_too(by=budi)
    browser, address = entered(editor), f"{LIST}end/{one.pk}/"
    assert "tell_owners" not in browser.get(address).content.decode()
    assert browser.post(address, {"words": "Pulih.", "tell_owners": "on"}).status_code == 302
    one.refresh_from_db()
    assert (one.closing_words, one.told) == ("Pulih.", 1)
    assert browser.post(address, {"words": "Lagi"}).status_code == 409
    assert one.title in browser.get(f"{LIST}history/{one.pk}/").content.decode()
    assert "tell_owners" in entered(make.make_admin()).get(f"{LIST}end/{Announcement.announce(by=editor, title='B').pk}/").content.decode()


@pytest.mark.parametrize("who", ["make_client", "make_staff"])
def test_who_writes_no_pages_gets_nowhere(editor, who):
    one = Announcement.announce(by=editor, title="Putus", kind="disruption")
    browser = entered(getattr(make, who)())
    for address in (LIST, f"{LIST}add/", f"{LIST}edit/{one.pk}/", f"{LIST}end/{one.pk}/"):
        assert browser.get(address).status_code in {302, 404}, address
        browser.post(address, {"words": "x", "title": "x", "action-publish": "1"})
    one.refresh_from_db()
    assert one.ended_at is None and one.title == "Putus" and Announcement.objects.count() == 1


def test_the_list_is_not_handed_out_as_a_sheet(editor):
    Announcement.announce(by=editor, title="=1+1")
    for kind in ("csv", "xlsx"):
        assert entered(editor).get(f"{LIST}?export={kind}")["Content-Type"].startswith("text/html")
