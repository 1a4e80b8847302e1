"""The one or two questions on the ticket: corrected answers ask for the right documents."""

import pytest
from django.urls import reverse

from helpdesk.documents.answers import correct_answers
from helpdesk.documents.result import send_result
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, IllegalMove, Ticket

pytestmark = pytest.mark.django_db
DOCUMENTS = [
    {"code": "npwp"},
    {"code": "akta", "requirement": "conditional", "for_applicants": ["company"]},
    {"code": "ktp", "requirement": "conditional", "for_applicants": ["sole_trader"]},
    {"code": "kuasa", "requirement": "conditional", "only_by_proxy": True},
]


@pytest.fixture
def ticket():
    return make.make_ticket(service=make.make_service(documents=DOCUMENTS), applicant="company")


def asked(ticket):
    return {slot.code for slot in ticket.slots.all() if slot.is_required}


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def test_the_requester_corrects_the_answers_and_the_documents_follow(ticket, client):
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    address = reverse("helpdesk:ticket_answers", args=[ticket.number])
    page = client.get(ticket.get_absolute_url()).content.decode()
    assert address in page and "in person" in page
    assert asked(ticket) == {"npwp", "akta"}
    answer = client.post(address, {"applicant": "sole_trader", "is_by_proxy": "yes", "seen": ticket.version})
    assert answer.status_code == 302
    assert asked(ticket) == {"npwp", "ktp", "kuasa"} and fresh(ticket).wanted_documents == 3
    event = ticket.events.get(kind=EventKind.REQUIREMENT_CHANGED)
    assert (event.old["applicant"], event.new["applicant"]) == ("company", "sole_trader")
    assert "Sole trader, by power of attorney" in client.get(ticket.get_absolute_url()).content.decode()


def test_an_answer_that_is_none_is_refused_with_a_sentence(ticket, client):
    client.force_login(ticket.requester)
    answer = client.post(reverse("helpdesk:ticket_answers", args=[ticket.number]), {"applicant": "raja", "is_by_proxy": "no"})
    assert answer.status_code == 422 and asked(ticket) == {"npwp", "akta"}


def test_colleagues_and_strangers_find_no_such_page(ticket, client):
    client.force_login(make.make_client())
    assert client.get(reverse("helpdesk:ticket_answers", args=[ticket.number])).status_code == 404


def test_the_same_answers_change_nothing(ticket):
    assert correct_answers(ticket, applicant="company", is_by_proxy=False, by=ticket.requester) is None
    assert not ticket.events.filter(kind=EventKind.REQUIREMENT_CHANGED).exists()


def test_after_the_first_acceptance_the_answers_stand(ticket, client):
    officer = make.make_admin()
    for code in ("npwp", "akta"):
        make.judge_document(make.send_document(ticket, code), by=officer)
    send_result(ticket, by=officer)
    with pytest.raises(IllegalMove):
        correct_answers(ticket, applicant="sole_trader", is_by_proxy=False, by=ticket.requester)
    client.force_login(ticket.requester)
    assert client.get(reverse("helpdesk:ticket_answers", args=[ticket.number])).status_code == 409


def test_sent_files_stay_and_what_staff_decided_stays(ticket):
    make.send_document(ticket, "akta")
    kuasa = ticket.slots.get(code="kuasa")
    kuasa.set_necessity("optional", by=make.make_admin())
    correct_answers(fresh(ticket), applicant="sole_trader", is_by_proxy=True, by=ticket.requester)
    akta, kuasa = (ticket.slots.get(code=code) for code in ("akta", "kuasa"))
    assert (akta.state, akta.necessity) == ("sent", "optional")
    assert kuasa.necessity == "optional", "staff had decided about it"


def test_when_nothing_is_missing_any_more_the_check_begins_and_the_other_way_round(ticket):
    make.send_document(ticket, "npwp")
    correct_answers(fresh(ticket), applicant="agency", is_by_proxy=False, by=ticket.requester)
    assert fresh(ticket).status == "checking"
    correct_answers(fresh(ticket), applicant="company", is_by_proxy=False, by=ticket.requester)
    assert (fresh(ticket).status, fresh(ticket).wanted_documents) == ("open", 1)
