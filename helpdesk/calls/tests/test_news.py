"""Who hears of a call beside the table: the client's confirmation, the officer who makes it, and nobody twice."""

from datetime import time, timedelta

import pytest

from helpdesk.calls import verbs
from helpdesk.calls.reminders import remind
from helpdesk.calls.tests.conftest import MONDAY, hours, moment
from helpdesk.notifications.mails import letter
from helpdesk.notifications.models import Notification
from helpdesk.tests import factories as make
from helpdesk.tickets.sentences import Storyteller


def told(person):
    """The pieces of news of this person about calls, by their fact or the kind of their event."""
    rows = Notification.objects.filter(recipient=person, kind="call").select_related("event").order_by("pk")
    return [row.facts.get("what") or row.event.kind for row in rows]


@pytest.fixture
def by_colleague(office):
    """The ticket is the officer's, who publishes no hours; a colleague of the department takes calls on Tuesdays."""
    hours(office.colleague)
    return office.ticket("video_call")


def test_the_client_gets_a_confirmation_of_the_own_booking_with_time_and_link_only(office, ticket):
    verbs.book(ticket, moment(7, 10), note="Nomor kantor 0215550100", by=office.client, at=MONDAY)
    assert told(office.client) == ["call_confirmed"]
    mail = letter(Notification.objects.get(recipient=office.client, kind="call"))
    assert "10.00 WIB" in mail["body"]
    assert ticket.get_absolute_url() in mail["body"]
    assert "0215550100" not in mail["body"] + mail["html"]
    verbs.book(ticket, moment(7, 10, 30), by=office.client, at=MONDAY)
    assert told(office.client) == ["call_confirmed"] * 2
    assert "10.30 WIB" in letter(Notification.objects.filter(recipient=office.client).latest("pk"))["body"]


def test_a_booking_by_the_desk_is_told_once(office, ticket):
    verbs.book(ticket, moment(7, 10), by=office.officer, at=MONDAY)
    assert told(office.client) == ["call_scheduled"]
    assert told(office.officer) == []


def test_who_makes_the_call_hears_of_it_also_when_the_ticket_is_somebody_elses(office, by_colleague):
    ticket = by_colleague
    call = verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    assert call.officer == office.colleague != ticket.assignee
    assert told(office.colleague) == told(office.officer) == ["call_scheduled"]
    call = verbs.book(ticket, moment(7, 10, 15), by=office.client, at=MONDAY)
    verbs.cancel(call, by=office.client, at=MONDAY)
    assert told(office.colleague) == ["call_scheduled", "call_moved", "call_cancelled"]


def test_who_would_have_made_a_moved_call_hears_that_it_is_another_ones(office, by_colleague):
    call = verbs.book(by_colleague, moment(7, 10), by=office.client, at=MONDAY)
    hours(office.officer, weekday=2)
    call = verbs.book(by_colleague, moment(8, 10), by=office.client, at=MONDAY)
    assert call.officer == office.officer
    assert told(office.colleague)[-1] == told(office.officer)[-1] == "call_moved"


def test_a_moved_call_stays_with_the_same_officer_who_is_free_then(office, by_colleague):
    verbs.book(by_colleague, moment(7, 10), by=office.client, at=MONDAY)
    hours(office.officer, begins=time(10), ends=time(11))
    call = verbs.book(by_colleague, moment(7, 10, 30), by=office.client, at=MONDAY)
    assert call.officer == office.colleague, "though the ticket is the other one's"


def test_a_ticket_that_ends_gives_the_officer_the_time_back(office, by_colleague):
    verbs.book(by_colleague, moment(7, 10), by=office.client, at=MONDAY)
    by_colleague.cancel("Tidak jadi.", by=office.client)
    assert told(office.colleague)[-1] == "call_fell_away"
    ticket = office.ticket("video_call")
    verbs.book(ticket, moment(7, 10, 15), by=office.client, at=MONDAY)
    count = len(told(office.colleague))
    ticket.close("Selesai.", by=office.colleague)
    assert len(told(office.colleague)) == count, "who closed it knows"
    assert not ticket.calls.coming().exists()


@pytest.mark.parametrize("how", ["booked", "moved", "confirmed"])
def test_what_was_arranged_for_the_next_day_needs_no_reminder_of_the_day_before(office, ticket, how):
    at = moment(6, 15)
    if how == "confirmed":
        call = verbs.propose(ticket, moment(7, 10), by=office.client, at=moment(3, 9))
        verbs.confirm(call, by=office.officer, at=at)
    else:
        if how == "moved":
            verbs.book(ticket, moment(14, 10), by=office.client, at=moment(3, 9))
        verbs.book(ticket, moment(7, 10), by=office.client, at=at)
    assert remind(moment(6, 15, 5)) == 0
    assert remind(moment(7, 9)) == 1


def test_a_clock_that_stood_still_says_today(office, ticket):
    verbs.book(ticket, moment(14, 10), by=office.client, at=MONDAY)
    assert remind(moment(14, 7)) == 1
    assert told(office.client)[-1] == told(office.officer)[-1] == "call_today"
    assert remind(moment(14, 7) + timedelta(minutes=5)) == 0


def test_a_ticket_that_goes_to_another_department_leaves_its_call_behind_and_says_so(office, ticket):
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    ticket.transfer_to(office.other, by=office.colleague)
    assert not ticket.calls.coming().exists()
    assert told(office.client)[-1] == "call_cancelled"
    assert told(office.officer)[-1] == "call_fell_away", "who may not see the ticket any more"
    event = ticket.events.readable_by_clients().latest("pk")
    line = Storyteller(reader_is_client=True, names={}).tell(event)
    assert "7 Jul 2020, 10.00 WIB" in line.text


def test_an_admin_s_call_goes_with_the_ticket(office, ticket):
    admin = make.make_admin()
    call = verbs.book(ticket, moment(7, 14), officer=admin, by=admin, at=MONDAY)
    ticket.transfer_to(office.other, by=office.colleague)
    assert ticket.calls.coming().get() == call, "admins take calls of every department"


def test_who_stands_in_is_reminded_too(office, ticket):
    call = verbs.book(ticket, moment(14, 10), by=office.client, at=MONDAY)
    assert call.officer == office.officer
    office.officer.away_until, office.officer.deputy = moment(14, 0).date(), office.colleague
    office.officer.save()
    remind(moment(13, 10))
    assert told(office.colleague)[-1] == "call_tomorrow"
    office.officer.is_active = False
    office.officer.save()
    ticket.assign_to(office.colleague, by=office.officer)
    remind(moment(14, 9))
    assert told(office.colleague)[-1] == "call_in_an_hour"
