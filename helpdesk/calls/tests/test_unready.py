"""A booked call whose ticket has to wait for something first, such as a document that has expired."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.calls import verbs
from helpdesk.calls.models import Call
from helpdesk.calls.reminders import remind
from helpdesk.calls.tests.conftest import MONDAY, moment
from helpdesk.documents.expiry import expire_due
from helpdesk.documents.result import send_result
from helpdesk.notifications.models import Notification
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, IllegalMove, Ticket


@pytest.fixture
def booked(office, ticket):
    """For Tuesday, 14 July, 10.00; the NPWP expires before."""
    call = verbs.book(ticket, moment(14, 10), by=office.client, at=MONDAY)
    ticket.slots.filter(code="npwp").update(expires_on=moment(9, 0).date())
    assert expire_due(moment(10, 1)) == 1
    return call


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def test_the_call_stays_booked_and_is_there_again_when_the_new_document_is_accepted(office, ticket, booked):
    assert (fresh(ticket).status, fresh(booked).state) == ("pending", "booked")
    slot = make.send_document(fresh(ticket), "npwp", at=moment(10, 9))
    make.judge_document(slot, by=office.officer, at=moment(10, 10))
    send_result(fresh(ticket), by=office.officer, at=moment(10, 10))
    assert fresh(ticket).status == "video_call"
    remind(moment(14, 9))
    assert fresh(booked).state == "booked"
    assert Notification.objects.filter(facts__what="call_in_an_hour").count() == 2


def test_an_hour_before_the_clock_calls_it_off_and_tells_both(office, ticket, booked):
    remind(moment(14, 8, 55))
    assert fresh(booked).state == "booked"
    remind(moment(14, 9))
    remind(moment(14, 9, 5))
    assert fresh(booked).state == "cancelled"
    assert not Notification.objects.filter(facts__what="call_in_an_hour").exists()
    event = ticket.events.get(kind=EventKind.CALL_CANCELLED)
    assert (event.actor, event.new["why"]) == (None, "not_ready")
    assert sorted(Notification.objects.filter(event=event).values_list("recipient__role", flat=True)) == ["client", "staff"]
    assert fresh(ticket).status == "pending", "the documents are still asked for"


def test_a_call_of_a_ticket_that_is_ready_is_never_called_off_by_the_clock(office, ticket):
    call = verbs.book(ticket, moment(14, 10), by=office.client, at=MONDAY)
    assert not verbs.call_off_unready(call, at=moment(14, 9))
    remind(moment(14, 9))
    assert fresh(call).state == "booked"


def test_the_client_reads_the_condition_and_may_still_call_it_off_but_not_move_it(office, ticket, client):
    at = make.call_time(days=9)
    call = Call.objects.create(
        ticket=ticket, officer=office.officer, starts_at=at, ends_at=at + timedelta(minutes=15), proposed_by=office.client
    )
    ticket.wait_for_client("Nomor surat?", by=office.officer)
    client.force_login(office.client)
    client.cookies["django_language"] = "en"
    page = client.get(ticket.get_absolute_url()).content.decode()
    address = reverse("helpdesk:ticket_call_cancel", args=[ticket.number])
    assert "First what is still needed" in page and address in page and "Change the time" not in page
    with pytest.raises(IllegalMove):
        verbs.book(fresh(ticket), at + timedelta(days=1), by=office.client)
    assert client.post(address, {"text": "", "seen": Ticket.objects.get(pk=ticket.pk).version}).status_code == 302
    assert fresh(call).state == "cancelled"
    page = client.get(ticket.get_absolute_url()).content.decode()
    assert "First what is still needed" not in page
    assert timezone.now() < at
