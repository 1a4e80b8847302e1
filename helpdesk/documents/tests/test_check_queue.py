"""Documents to check: the queue, and the round from ticket to ticket."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.attachments.models import Scan
from helpdesk.documents.round import next_ticket, place_of
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db
QUEUE, NEXT = "helpdesk:check_queue", "helpdesk:check_next"


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def desk(client, office):
    client.force_login(office.officer)
    client.cookies["django_language"] = "en"
    return client


def due(ticket, hours):
    Ticket.objects.filter(pk=ticket.pk).update(due_at=timezone.now() + timedelta(hours=hours))
    return ticket


def check(ticket):
    return reverse("helpdesk:ticket_check", args=[ticket.number])


def test_the_queue_shows_what_waits_the_first_due_first_and_nothing_of_others(office, desk):
    late, soon = due(office.ticket("checking"), 90), due(office.ticket("checking"), 3)
    judged, empty = office.ticket("pending_documents"), office.ticket("open_incomplete")
    strange = make.make_ticket(service=make.make_service(department=office.other, documents=("ktp",)))
    make.send_document(strange, "ktp")
    answer = desk.get(reverse(QUEUE))
    assert [ticket.pk for ticket in answer.context["rows"]] == [soon.pk, late.pk]
    text = answer.content.decode()
    assert "KTP, NPWP" in text and check(soon) in text and "Start checking" in text
    assert all(check(other) not in text for other in (judged, empty, strange))
    desk.force_login(make.make_admin())
    assert strange in desk.get(reverse(QUEUE)).context["rows"], "a manager sees all"


def test_many_documents_are_two_names_and_a_number(office, desk):
    office.papers = make.make_service(department=office.department, documents=("ktp", "npwp", "akta", "nib"))
    ticket = office.ticket("open_incomplete")
    for code in ("ktp", "npwp", "akta", "nib"):
        make.send_document(ticket, code)
    text = desk.get(reverse(QUEUE)).content.decode()
    assert 'KTP, NPWP <span class="small">and 2 more</span>' in text and "AKTA" not in text


def test_it_costs_the_same_however_many_wait(office, desk, django_assert_max_num_queries):
    for _ticket in range(12):
        office.checking()
    desk.get(reverse(QUEUE))
    with django_assert_max_num_queries(8):
        assert len(desk.get(reverse(QUEUE)).context["rows"]) == 12


def test_the_round_goes_on_by_due_date_and_leaves_out_what_waits_for_the_client(office):
    first, second = due(office.ticket("checking"), 1), due(office.ticket("checking"), 2)
    halfway = office.ticket("open_incomplete")
    make.send_document(halfway, "ktp")
    assert next_ticket(office.officer) == first
    first.refresh_from_db()
    assert next_ticket(office.officer, after=place_of(first)) == second
    second.refresh_from_db()
    assert next_ticket(office.officer, after=place_of(second)) is None, "the half-sent one is no part of the round"
    assert next_ticket(make.make_staff(department=office.other)) is None


def test_the_round_meets_each_ticket_once_also_those_due_together_and_those_without_a_due_date(office):
    moment = timezone.now() + timedelta(hours=4)
    tickets = [office.ticket("checking") for _n in range(4)]
    for ticket, due_at in zip(tickets, (moment, moment, None, None), strict=True):
        Ticket.objects.filter(pk=ticket.pk).update(due_at=due_at)
    met, place = [], None
    while (ticket := next_ticket(office.officer, after=place)) and len(met) < 9:
        met.append(ticket)
        place = place_of(ticket)
    assert met == tickets


def test_what_the_virus_scanner_holds_back_is_listed_and_no_part_of_the_round(office, desk):
    held, free = due(office.ticket("checking"), 1), due(office.ticket("checking"), 2)
    held.attachments.filter(slot__code="npwp").update(scan=Scan.WAITING)
    assert next_ticket(office.officer) == free
    text = " ".join(desk.get(reverse(QUEUE)).content.decode().split())
    assert "KTP, NPWP" in text and "1 being scanned for viruses" in text
    for state, found in (("siap", free), ("menunggu", held)):
        assert [ticket.pk for ticket in desk.get(reverse(QUEUE), {"keadaan": state}).context["rows"]] == [found.pk]


def test_start_next_and_the_end_of_the_round(office, desk):
    first, second = due(office.ticket("checking"), 1), due(office.ticket("checking"), 2)
    assert desk.get(reverse(NEXT)).url == f"{check(first)}?antre=1"
    page = desk.get(f"{check(first)}?antre=1").content.decode()
    assert f"{reverse(NEXT)}?setelah={first.number}" in page
    assert desk.get(reverse(NEXT), {"setelah": first.number}).url == f"{check(second)}?antre=1"
    end = desk.get(reverse(NEXT), {"setelah": second.number}, follow=True)
    assert end.redirect_chain[-1][0] == reverse(QUEUE) and "The round is finished" in end.content.decode()
    for odd in ("x", "9" * 30, "-1", ""):
        assert desk.get(reverse(NEXT), {"setelah": odd}).url == f"{check(first)}?antre=1"


def test_sending_in_the_round_leads_to_the_next_ticket_and_tells_of_the_call(office, desk):
    first, second = due(office.ticket("checking"), 1), due(office.ticket("checking"), 2)
    for slot in first.slots.all():
        make.judge_document(slot, by=office.officer)
    send = reverse("helpdesk:ticket_result", args=[first.number])
    answer = desk.post(send, {"antre": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{check(second)}?antre=1"
    text = answer.content.decode()
    assert f"The result of ticket #{first.number} has been sent" in text and "the video call comes next" in text
    for slot in second.slots.all():
        make.judge_document(slot, "refuse", "Buram.", by=office.officer)
    last = desk.post(reverse("helpdesk:ticket_result", args=[second.number]), {"antre": "1"}, follow=True)
    assert last.redirect_chain[-1][0] == reverse(QUEUE) and "the video call comes next" not in last.content.decode()


def test_clients_have_no_queue(office, client):
    client.force_login(office.client)
    assert client.get(reverse(QUEUE)).status_code == 404 == client.get(reverse(NEXT)).status_code
