"""The bell's page: what stands in it, and how it is marked as read."""

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Notification
from helpdesk.notifications.tell import tell
from helpdesk.notifications.tests.office import Office
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
INBOX = "/helpdesk/notifikasi/"


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def browser(client):
    client.cookies["django_language"] = "en"
    return client


def page_of(browser, person, **query):
    browser.force_login(person)
    return browser.get(INBOX, query)


def test_a_client_reads_the_officers_code_and_staff_read_names(office, browser):
    ticket = office.ticket()
    ticket.reply("Kami periksa.", by=office["officer"])
    ticket.reply("Baik.", by=office["client"])
    text = page_of(browser, office["client"]).content.decode()
    assert "BoA45Xm replied." in text and "Sari" not in text
    assert f"#{ticket.number}" in text and "Judul" in text
    assert "Budi Prasetyo replied." in page_of(browser, office["officer"]).content.decode()


def test_unread_stands_first_and_says_so_in_a_word(office, browser):
    ticket = office.ticket()
    ticket.reply("Satu", by=office["officer"])
    Notification.objects.filter(recipient=office["client"]).update(read_at=timezone.now())
    ticket.reply("Dua", by=office["officer"])
    ticket.wait_for_client("Tiga?", by=office["officer"])
    Notification.objects.filter(recipient=office["client"]).latest("id").delete()
    answer = page_of(browser, office["client"])
    rows = answer.context["rows"]
    assert [bool(row["told"].read_at) for row in rows] == sorted(bool(row["told"].read_at) for row in rows)
    assert answer.content.decode().count('<span class="badge badge--open"><span>Unread</span></span>') == 1
    assert [row["told"].read_at for row in page_of(browser, office["client"], hanya="belum").context["rows"]] == [None]


def test_opening_one_leads_to_its_ticket_and_reads_all_about_it_and_nothing_else(office, browser):
    ticket, other = office.ticket(), office.ticket()
    for _ in range(2):
        ticket.reply("Kami periksa.", by=office["officer"])
    other.reply("Kami periksa.", by=office["officer"])
    first = ticket.notifications.filter(recipient=office["client"]).earliest("id")
    browser.force_login(office["client"])
    url = reverse("helpdesk:notification_open", args=[first.pk])
    assert browser.get(url).status_code == 405, "a link that somebody follows changes nothing"
    answer = browser.post(url)
    assert answer.status_code == 302 and answer["Location"] == ticket.get_absolute_url()
    unread = Notification.objects.of(office["client"]).unread()
    assert {n.ticket_id for n in unread} == {other.pk}
    assert ticket.notifications.filter(recipient=office["watcher"], read_at=None).exists(), "others have not read theirs"


def test_all_are_marked_as_read_but_not_what_came_since(office, browser):
    ticket = office.ticket()
    ticket.reply("Satu", by=office["officer"])
    newest = page_of(browser, office["client"]).context["newest"]
    ticket.reply("Dua", by=office["officer"])
    browser.post(reverse("helpdesk:notifications_read"), {"newest": newest})
    assert page_of(browser, office["client"]).context["unread_count"] == 1
    for nonsense in ("", "x", "-1", "9" * 30, "١"):
        assert browser.post(reverse("helpdesk:notifications_read"), {"newest": nonsense}).status_code == 302
    assert Notification.objects.of(office["client"]).unread().count() == 1


def test_the_tickets_page_offers_to_mark_its_news_as_read_only_while_there_is_something_unread(office, browser):
    ticket = office.ticket()
    ticket.reply("Satu", by=office["officer"])
    browser.force_login(office["client"])
    url = reverse("helpdesk:notifications_of_ticket", args=[ticket.number])
    assert url in browser.get(ticket.get_absolute_url()).content.decode()
    assert Notification.objects.of(office["client"]).unread().exists(), "looking changes nothing"
    assert browser.post(url, {"fetch": "1"}).content == b"1"
    assert browser.post(url)["Location"] == ticket.get_absolute_url()
    assert url not in browser.get(ticket.get_absolute_url()).content.decode()


def test_a_foreign_notification_and_a_foreign_tickets_do_not_exist(office, browser):
    ticket = office.ticket()
    ticket.reply("Satu", by=office["officer"])
    told = ticket.notifications.get(recipient=office["client"], kind=Kind.REPLY)
    for name in ("colleague", "stranger", "admin", "officer"):
        browser.force_login(office[name])
        assert browser.post(reverse("helpdesk:notification_open", args=[told.pk])).status_code == 404
    browser.force_login(office["stranger"])
    assert browser.post(reverse("helpdesk:notifications_of_ticket", args=[ticket.number])).status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


def test_news_that_are_no_ticket_lead_to_their_page(office, browser):
    facts = {"what": "question_answered", "title": "Jam buka?"}
    tell([office["client"], office["editor"], office["gone"]], Kind.QUESTION, facts=facts, path="/faq/")
    told = Notification.objects.get()
    assert "Your question was answered: “Jam buka?”" in page_of(browser, office["client"]).content.decode()
    assert browser.post(reverse("helpdesk:notification_open", args=[told.pk]))["Location"] == "/faq/"
    with pytest.raises(ValueError, match="not a path"):
        tell([office["client"]], Kind.QUESTION, path="//evil.example/")
    with pytest.raises(KeyError):
        tell([office["client"]], Kind.QUESTION, facts={"what": "question_answered"})


def test_an_empty_bell_says_so(office, browser):
    assert "No notifications yet" in page_of(browser, office["nowhere"]).content.decode()
    assert "Nothing unread" in page_of(browser, office["nowhere"], hanya="belum").content.decode()


@pytest.mark.parametrize("who", ["client", "officer"])
def test_the_list_costs_a_constant_number_of_queries_however_long(office, browser, who, django_assert_max_num_queries):
    tickets = [office.ticket() for _ in range(2)]
    actor, told = office["officer" if who == "client" else "client"], Notification.objects
    for ticket in tickets:
        replies = [ticket.events.model(ticket=ticket, kind="replied", actor=actor, new={}) for _ in range(20)]
        rows = [Notification(recipient=office[who], kind="reply", ticket=ticket, event=e) for e in ticket.events.bulk_create(replies)]
        told.bulk_create(rows)
    page_of(browser, office[who])
    with django_assert_max_num_queries(5):
        first = browser.get(INBOX)
    assert len(first.context["rows"]) == 25
    second = browser.get(first.context["older_url"])
    shown = {row["told"].pk for page in (first, second) for row in page.context["rows"]}
    assert shown == set(Notification.objects.of(office[who]).values_list("pk", flat=True))


def test_the_count_stops_at_a_hundred_and_reads_99_plus(office, browser):
    told = [Notification(recipient=office["officer"], kind=Kind.QUESTION, facts={}) for _ in range(120)]
    Notification.objects.bulk_create(told)
    assert "99+" in page_of(browser, office["officer"]).content.decode()


def test_markup_in_a_title_or_a_name_stays_text(office, browser):
    ticket = make.make_ticket("<b>Judul</b>", requester=office["client"], service=office.plain)
    office["client"].name = "<img src=x onerror=alert(1)>"
    office["client"].save()
    ticket.reply("Halo", by=office["client"])
    text = page_of(browser, office["officer"]).content.decode()
    assert "&lt;b&gt;Judul&lt;/b&gt;" in text and "<img src=x" not in text and "<b>Judul" not in text
