"""A refused file that is taken back instead of sent again, and a document asked for late."""

import pytest

from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.samples import small_pdf
from helpdesk.catalogue.models import Necessity
from helpdesk.documents.result import send_result
from helpdesk.tests import factories as make
from helpdesk.tickets.models import WaitingFor
from helpdesk.tickets.wording import next_step_for_client

pytestmark = pytest.mark.django_db


def slot(ticket, code):
    return ticket.slots.select_related("current", "ticket").get(code=code)


def send(ticket, code):
    slot(ticket, code).send(Accepted(name=f"{code}.pdf", content=small_pdf(code)), by=ticket.requester)


def judge(ticket, code, verdict, reason="", *, by):
    place = slot(ticket, code)
    place.judge(verdict, reason, key=place.current.key, by=by)


@pytest.fixture
def officer():
    return make.make_admin()


@pytest.fixture
def refused(officer):
    """The required document is accepted, the optional one refused: the ticket waits for documents."""
    documents = ["ktp", {"code": "nib", "requirement": "optional"}]
    ticket = make.make_ticket(service=make.make_service(documents=documents, has_video_call=True))
    send(ticket, "nib")
    send(ticket, "ktp")
    judge(ticket, "ktp", "accept", by=officer)
    judge(ticket, "nib", "refuse", "Tidak terbaca", by=officer)
    send_result(ticket, by=officer)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.waiting_for) == ("pending", WaitingFor.DOCUMENTS)
    return ticket


def test_taking_back_the_refused_optional_file_ends_the_waiting(refused):
    slot(refused, "nib").remove_file(by=refused.requester)
    refused.refresh_from_db()
    assert (refused.status, refused.waiting_for, refused.wanted_documents) == ("video_call", "", 0)
    assert refused.is_clock_running and refused.documents_complete_at


def test_taking_back_a_required_file_keeps_the_ticket_waiting(refused, officer):
    slot(refused, "nib").set_necessity(Necessity.REQUIRED, by=officer)
    slot(refused, "nib").remove_file(by=refused.requester)
    refused.refresh_from_db()
    assert (refused.status, refused.wanted_documents) == ("pending", 1)


def test_the_client_is_told_when_the_desk_asks_for_one_more_document_before_the_call(refused, officer):
    slot(refused, "nib").remove_file(by=refused.requester)
    slot(refused, "nib").set_necessity(Necessity.REQUIRED, by=officer)
    refused.refresh_from_db()
    step = next_step_for_client(refused, refused.permissions_for(refused.requester), ["NIB"])
    assert refused.status == "video_call" and refused.is_clock_running
    assert "NIB" in step.text and step.action and step.href.endswith("#documents") and not step.tone
    assert "mulai dihitung" not in step.text and "clock starts" not in step.text  # it runs already
