"""The client sees who opened which document and when; a colleague who reads along does not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.opening import FileOpening, note
from helpdesk.attachments.samples import small_pdf
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = Office()
    office.organisation = make.make_organisation(shares_tickets=True)
    office.client = make.make_client(organisation=office.organisation)
    office.reader = make.make_client(organisation=office.organisation)
    return office


def page(client, person, ticket):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    answer = client.get(ticket.get_absolute_url())
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_client_reads_it_folded_by_document_and_under_the_name_that_clients_see(office, client):
    ticket = office.ticket("checking")
    assert "Nobody of the helpdesk has opened them yet" in page(client, office.client, ticket)
    ktp = ticket.slots.get(code="ktp").current
    note(ktp, office.officer, FileOpening.What.PAGES, at=timezone.now() - timedelta(hours=3))
    note(ktp, office.officer, FileOpening.What.ORIGINAL)
    text = page(client, office.client, ticket)
    shown = DeskSettings.current().name_for_client(office.officer)
    assert "Who opened your documents" in text and "opened 2 times" in text
    assert f"{shown} looked at the pages" in text and f"{shown} took the original" in text
    assert text.index("took the original") < text.index("looked at the pages"), "newest first"


def test_a_replaced_file_still_counts_for_its_document(office, client):
    ticket = office.ticket("checking")
    note(ticket.slots.get(code="ktp").current, office.officer, FileOpening.What.PAGES)
    make.send_document(ticket, "ktp", name="ktp-baru.pdf")
    note(ticket.slots.get(code="ktp").current, office.colleague, FileOpening.What.PAGES)
    assert "opened 2 times" in page(client, office.client, ticket)


def test_a_file_of_an_internal_note_leaves_no_trace_for_the_client(office, client):
    ticket = office.ticket("checking")
    ticket.add_note("Rahasia", by=office.officer)
    words = ticket.messages.latest("pk")
    hidden = Attachment.objects.keep(Accepted("catatan-dalam.pdf", small_pdf()), ticket=ticket, by=office.officer, message=words)
    note(hidden, office.colleague, FileOpening.What.ORIGINAL)
    note(ticket.slots.get(code="ktp").current, office.colleague, FileOpening.What.PAGES)
    text = page(client, office.client, ticket)
    assert "looked at the pages" in text and "catatan-dalam" not in text and "took the original" not in text


def test_colleagues_and_the_desk_have_no_such_card(office, client):
    ticket = office.ticket("checking")
    note(ticket.slots.get(code="ktp").current, office.officer, FileOpening.What.PAGES)
    for person in (office.reader, office.colleague):
        text = page(client, person, ticket)
        assert "Who opened your documents" not in text and "looked at the pages" not in text


def test_it_costs_the_page_no_statement(office, client, django_assert_max_num_queries):
    ticket = office.ticket("checking")
    file = ticket.slots.get(code="ktp").current
    for hours in range(20):
        note(file, make.make_staff(department=office.department), FileOpening.What.PAGES, at=timezone.now() - timedelta(hours=hours))
    client.force_login(office.client)
    client.get(ticket.get_absolute_url())
    with django_assert_max_num_queries(10):
        assert "20" in client.get(reverse("helpdesk:ticket", args=[ticket.number])).content.decode()
