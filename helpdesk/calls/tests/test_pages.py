"""The client chooses, proposes, moves, calls off; the officer accepts; what lists and files show."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from helpdesk.calls import verbs
from helpdesk.calls.models import Call
from helpdesk.calls.offer import offers
from helpdesk.calls.tests.conftest import hours
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket

LINK = "https://meet.example.go.id/abc"


@pytest.fixture
def ticket(office):
    """Waits for its call; the officer takes calls all week."""
    for weekday in range(5):
        hours(office.officer, weekday=weekday, begins=time(8), ends=time(11))
    ticket = office.ticket("video_call")
    Ticket.objects.filter(pk=ticket.pk).update(whatsapp_number="+6281234567890")
    ticket.refresh_from_db()
    return ticket


def as_(person):
    browser = Client()
    browser.force_login(person)
    return browser


def to(name, ticket):
    return reverse(f"helpdesk:{name}", args=[ticket.number])


def offered(ticket, place=-1):
    return offers(ticket.department)[place].starts_at


def test_the_client_sees_the_times_by_day_and_books_one(office, ticket):
    browser = as_(office.client)
    html = browser.get(to("ticket_calls", ticket)).content.decode()
    assert html.count('type="radio"') == len(offers(ticket.department)) > 20
    assert "<legend" in html
    assert 'name="link"' not in html, "the link is the desk's"
    when = offered(ticket)
    answer = browser.post(to("ticket_calls", ticket), {"time": when.isoformat(), "seen": ticket.version}, follow=True)
    assert Call.objects.get().starts_at == when
    page = answer.content.decode()
    assert 'id="video-call"' in page
    assert to("ticket_call_file", ticket) in page


def test_a_client_writes_no_link_into_the_call(office, ticket):
    data = {"time": offered(ticket).isoformat(), "seen": ticket.version, "link": LINK}
    as_(office.client).post(to("ticket_calls", ticket), data)
    assert Call.objects.get().link == ""


def test_nothing_chosen_is_422_a_taken_time_409_and_the_choice_of_another_is_kept(office, ticket):
    browser, when = as_(office.client), offered(ticket)
    assert browser.post(to("ticket_calls", ticket), {"seen": ticket.version}).status_code == 422
    assert browser.post(to("ticket_calls", ticket), {"time": "kapan-kapan", "seen": ticket.version}).status_code == 422
    verbs.book(office.ticket("video_call"), when, by=office.client)
    answer = browser.post(to("ticket_calls", ticket), {"time": when.isoformat(), "seen": ticket.version})
    assert answer.status_code == 409
    assert 'id="refusal"' in answer.content.decode()
    assert not ticket.calls.exists()


def test_the_second_of_two_forms_is_told(office, ticket):
    seen = ticket.version
    verbs.book(ticket, offered(ticket), by=office.officer)
    answer = as_(office.client).post(to("ticket_calls", ticket), {"time": offered(ticket).isoformat(), "seen": seen})
    assert answer.status_code == 409
    assert ticket.calls.get().sequence == 0


def test_the_client_proposes_and_the_officer_accepts_with_a_link(office, ticket):
    when = make.call_time(hour=14)
    data = {"day": when.date().isoformat(), "at": "14:00", "note": "Setelah rapat", "seen": ticket.version}
    assert as_(office.client).post(to("ticket_call_propose", ticket), data).status_code == 302
    officer = as_(office.officer)
    assert "#call-" not in officer.get(reverse("helpdesk:calls") + "?apa=hari-ini").content.decode()
    assert f'id="call-{ticket.number}"' in officer.get(reverse("helpdesk:calls") + "?apa=usulan").content.decode()
    accept = to("ticket_call_accept", ticket)
    version = Ticket.objects.get(pk=ticket.pk).version
    assert officer.post(accept, {"link": "http://meet.example.go.id/abc", "seen": version}).status_code == 422, "https only"
    assert officer.post(accept, {"link": LINK, "seen": version}).status_code == 302
    call = Call.objects.get()
    assert (call.state, call.starts_at, call.link, call.officer) == ("booked", when, LINK, office.officer)
    assert LINK in as_(office.client).get(ticket.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("day", "at"), [("2020-07-06", "10:00"), ("", "10:00"), ("besok", "10:00"), ("+3", "23:00"), ("+200", "10:00")])
def test_a_proposal_that_cannot_be_is_422_with_what_was_typed(office, ticket, day, at):
    if day.startswith("+"):
        day = make.call_time(days=int(day)).date().isoformat()
    data = {"day": day, "at": at, "note": "Tetap di sini", "seen": ticket.version}
    answer = as_(office.client).post(to("ticket_call_propose", ticket), data)
    assert answer.status_code == 422
    assert "Tetap di sini" in answer.content.decode()
    assert not ticket.calls.exists()


def test_after_the_limit_the_client_reads_so_and_the_desk_still_may(office, ticket):
    verbs.book(ticket, offered(ticket), by=office.client)
    soon = make.call_time() - make.call_time() + verbs.timezone.now() + timedelta(minutes=30)
    Call.objects.update(starts_at=soon, ends_at=soon + timedelta(minutes=15))
    ticket.refresh_from_db()
    html = as_(office.client).get(to("ticket_calls", ticket)).content.decode()
    assert 'type="radio"' not in html
    assert as_(office.client).post(to("ticket_call_cancel", ticket), {"text": "", "seen": ticket.version}).status_code == 409
    assert as_(office.officer).post(to("ticket_call_cancel", ticket), {"text": "", "seen": ticket.version}).status_code == 422
    assert as_(office.officer).post(to("ticket_call_cancel", ticket), {"text": "Sakit.", "seen": ticket.version}).status_code == 302


def test_the_calendar_file_is_for_requester_and_desk_and_takes_itself_back(office, ticket):
    call = verbs.book(ticket, offered(ticket), by=office.client)
    answer = as_(office.client).get(to("ticket_call_file", ticket))
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    assert Calendar.from_ical(answer.content).walk("VEVENT")[0].decoded("dtstart") == call.starts_at
    verbs.cancel(call, "Batal.", by=office.officer)
    assert Calendar.from_ical(as_(office.officer).get(to("ticket_call_file", ticket)).content)["method"] == "CANCEL"
    assert as_(make.make_client()).get(to("ticket_call_file", ticket)).status_code == 404


def test_the_list_masks_the_number_and_the_link_to_whatsapp_is_ours(office, ticket):
    verbs.book(ticket, offered(ticket), by=office.client)
    officer = as_(office.officer)
    html = officer.get(reverse("helpdesk:calls")).content.decode()
    assert "0812•••••890" in html
    assert "81234567890" not in html
    answer = officer.get(to("ticket_call_whatsapp", ticket))
    assert answer.status_code == 302
    assert answer["Location"].startswith("https://wa.me/6281234567890?text=")
    assert as_(office.client).get(to("ticket_call_whatsapp", ticket)).status_code == 404


def test_my_calls_are_mine_and_all_are_those_i_may_see(office, ticket):
    verbs.book(ticket, offered(ticket), by=office.client)
    shown = f'id="call-{ticket.number}"'
    assert shown not in as_(office.colleague).get(reverse("helpdesk:calls")).content.decode()
    assert shown in as_(office.colleague).get(reverse("helpdesk:calls") + "?milik=semua").content.decode()
    foreign = make.make_staff(department=office.other)
    assert shown not in as_(foreign).get(reverse("helpdesk:calls") + "?milik=semua").content.decode()


def test_a_link_added_later_is_told_and_nothing_changed_is_no_event(office, ticket):
    verbs.book(ticket, offered(ticket), by=office.client)
    officer, url = as_(office.officer), to("ticket_call_link", ticket)
    officer.post(url, {"link": LINK, "seen": Ticket.objects.get(pk=ticket.pk).version})
    count = ticket.events.count()
    officer.post(url, {"link": LINK, "seen": Ticket.objects.get(pk=ticket.pk).version})
    assert ticket.events.count() == count
    call = Call.objects.get()
    assert (call.link, call.sequence) == (LINK, 1)
    assert officer.post(url, {"link": "javascript:alert(1)"}).status_code == 422


def test_the_next_step_of_the_client_is_the_call(office, ticket):
    browser = as_(office.client)
    assert to("ticket_calls", ticket) in browser.get(reverse("helpdesk:ticket_list")).content.decode() + browser.get(
        ticket.get_absolute_url()
    ).content.decode()
    call = verbs.book(ticket, offered(ticket), by=office.client)
    from helpdesk.common.dates import clock

    for url in (ticket.get_absolute_url(), reverse("helpdesk:ticket_list"), reverse("helpdesk:dashboard")):
        assert clock(call.starts_at) in browser.get(url).content.decode(), url


def test_the_ticket_page_costs_no_statement_more_for_its_call(office, ticket, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    prices = []
    for person in (office.client, office.officer):
        browser = as_(person)
        browser.get(ticket.get_absolute_url())
        for book in (False, True):
            if book and not ticket.calls.exists():
                verbs.book(ticket, offered(ticket), by=office.officer)
            with CaptureQueriesContext(connection) as asked:
                browser.get(ticket.get_absolute_url())
            prices.append(len(asked))
    assert max(prices) <= 10, prices
