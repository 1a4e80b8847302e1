"""Accepted documents that run out while the ticket is open are asked for again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from helpdesk import jobs  # noqa: F401  (the nouns declare their jobs)
from helpdesk.common.clock import JOBS
from helpdesk.documents.expiry import expire_due
from helpdesk.documents.result import send_result
from helpdesk.notifications.audience import rule_for
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, IllegalMove, Ticket

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def office():
    department = make.make_department()
    service = make.make_service(department=department, documents=["ktp", "npwp"], has_video_call=True)
    return make.make_staff(department=department), service


def accepted(office, *, expires_on=None, codes=("ktp", "npwp")):
    """A ticket whose documents were accepted; `npwp` is good until `expires_on`."""
    officer, service = office
    ticket = make.make_ticket(service=service)
    for code in codes:
        make.judge_document(make.send_document(ticket, code), by=officer)
    if len(codes) == 2:
        send_result(ticket, by=officer)
    ticket.slots.filter(code="npwp").update(expires_on=expires_on)
    return Ticket.objects.get(pk=ticket.pk)


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def test_an_expired_document_is_asked_for_again_and_the_ticket_waits_for_it(office):
    ticket = accepted(office, expires_on=YESTERDAY)
    assert ticket.status == "video_call"
    assert expire_due() == 1
    ticket, slot = fresh(ticket), ticket.slots.get(code="npwp")
    assert (slot.state, slot.is_wanted, ticket.slots.get(code="ktp").state) == ("expired", True, "accepted")
    assert (ticket.status, ticket.waiting_for, ticket.wanted_documents) == ("pending", "documents", 1)
    event = ticket.events.get(kind=EventKind.DOCUMENT_EXPIRED)
    assert (event.new["expires_on"], event.old["status"]) == (YESTERDAY.isoformat(), "video_call")
    assert rule_for(event, ticket) is not None
    assert expire_due() == 0, "told once"


@pytest.mark.parametrize("expires_on", [None, TODAY, TODAY + timedelta(days=9)])
def test_a_document_is_good_on_its_last_day_and_without_a_date(office, expires_on):
    ticket = accepted(office, expires_on=expires_on)
    assert expire_due() == 0
    assert fresh(ticket).status == "video_call"


def test_the_verb_itself_takes_nothing_before_its_time(office):
    slot = accepted(office, expires_on=TODAY).slots.get(code="npwp")
    assert slot.expire(by=None) is None
    assert slot.state == "accepted"
    assert slot.expire(by=None, at=timezone.now() + timedelta(days=1)) is not None


def test_a_new_file_brings_the_ticket_back_to_the_check_and_to_the_call(office):
    ticket = accepted(office, expires_on=YESTERDAY)
    expire_due()
    slot = make.send_document(fresh(ticket), "npwp")
    assert (fresh(ticket).status, slot.expires_on, slot.versions.count()) == ("checking", None, 2)
    make.judge_document(slot, by=office[0])
    send_result(fresh(ticket), by=office[0])
    assert fresh(ticket).status == "video_call"


def test_an_expired_document_is_replaced_never_taken_away(office):
    ticket = accepted(office, expires_on=YESTERDAY)
    expire_due()
    slot = ticket.slots.get(code="npwp")
    with pytest.raises(IllegalMove):
        slot.remove_file(by=ticket.requester)
    assert slot.takes_a_file and not slot.can_be_emptied


def test_a_finished_ticket_is_left_in_peace(office):
    ticket = accepted(office, expires_on=YESTERDAY)
    ticket.close("Selesai.", by=office[0])
    assert expire_due() == 0
    assert ticket.slots.get(code="npwp").state == "accepted"


def test_an_optional_document_only_says_that_it_expired(office):
    ticket = accepted(office, expires_on=YESTERDAY)
    ticket.slots.filter(code="npwp").update(necessity="optional")
    assert expire_due() == 1
    assert (fresh(ticket).status, fresh(ticket).wanted_documents) == ("video_call", 0)
    event = ticket.events.get(kind=EventKind.DOCUMENT_EXPIRED)
    assert rule_for(event, ticket) is None, "nothing to do, nobody is told"


def test_while_another_document_is_checked_the_result_names_the_expired_one(office):
    officer, _service = office
    ticket = accepted(office, expires_on=None)
    ktp = ticket.slots.get(code="ktp")
    type(ktp).objects.filter(pk=ktp.pk).update(state="refused", reason="Buram.")
    Ticket.objects.filter(pk=ticket.pk).update(status="pending", waiting_for="documents", wanted_documents=1)
    make.judge_document(make.send_document(fresh(ticket), "ktp"), by=officer)
    ticket.slots.filter(code="npwp").update(expires_on=YESTERDAY)
    assert expire_due() == 1
    assert fresh(ticket).status == "checking"
    send_result(fresh(ticket), by=officer)
    assert fresh(ticket).status == "pending"
    assert "NPWP" in ticket.messages.latest("pk").text


def test_a_ticket_that_is_elsewhere_waits_for_it_when_it_comes_back(office):
    ticket = accepted(office, expires_on=YESTERDAY)
    ticket.escalate("LKPP", "7", by=office[0])
    expire_due()
    ticket = fresh(ticket)
    assert (ticket.status, ticket.waiting_for) == ("escalated", "documents")
    ticket.come_back(by=office[0])
    assert (fresh(ticket).status, fresh(ticket).waits_for_documents) == ("pending", True)


def test_the_clock_does_it_twice_a_day():
    assert JOBS["expire_documents"].every == timedelta(hours=12)
    assert JOBS["expire_documents"].work() == 0
