"""What the ticket page reads: for each reader the rows that `visible_to` gives, and the same number of statements for any ticket."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.models import User
from helpdesk.accounts.models.user import Membership
from helpdesk.messages.models import Message
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.views.page_rows import PageRows

pytestmark = pytest.mark.django_db


def may_read(person, ticket):
    try:
        return PageRows(person, ticket.number).ticket == ticket
    except Http404:
        return False


def test_each_reader_finds_what_visible_to_gives():
    """SECURITY: the statement is put together once per kind of reader; nobody may get another one's."""
    here, there = make.make_department(), make.make_department()
    sharing, closed = make.make_organisation(shares_tickets=True), make.make_organisation(shares_tickets=False)
    clients = [
        make.make_client(organisation=organisation, membership=membership)
        for organisation in (sharing, closed) for membership in (Membership.MEMBER, Membership.REQUESTED) for _twice in range(2)
    ]  # fmt: skip
    services = [make.make_service(department=here), make.make_service(department=there)]
    loner = make.make_client()
    desk = [make.make_staff(department=here), make.make_staff(department=there), make.make_staff(department=None)]
    desk += [make.make_admin(), make.make_superadmin()]
    gone = make.make_staff(department=here, is_active=False)
    tickets = [make.make_ticket(requester=person, service=service) for person in [*clients, loner] for service in services]
    tickets.append(make.make_ticket(requester=clients[0], is_private=True))
    tickets[0].watchers.add(desk[2])
    Ticket.objects.filter(pk=tickets[3].pk).update(assignee=desk[2])
    seen = 0
    for person in [*clients, loner, *desk, gone]:
        person = User.objects.select_related("organisation").get(pk=person.pk)
        visible = set(Ticket.objects.visible_to(person))
        for ticket in tickets:
            assert may_read(person, ticket) == (ticket in visible), (person.role, person.membership, ticket)
        seen += len(visible)
    assert 0 < seen < len(tickets) * 15


def test_it_knows_everybody_who_is_named(django_assert_num_queries):
    staff = make.make_staff(department=make.make_department())
    ticket = make.make_ticket(service=make.make_service(department=staff.department))
    ticket.take(by=staff)
    Message.objects.create(ticket=ticket, author=staff, text="Baik.")
    rows = PageRows(staff, ticket.number)
    with django_assert_num_queries(0):
        assert rows.ticket.assignee == staff and rows.ticket.requester.name and rows.ticket.closed_by is None
        assert [message.author for message in rows.talk] == [staff] and rows.events[-1].actor == staff
        assert {str(rows.ticket.service), str(rows.ticket.department), str(rows.ticket.type), str(rows.ticket.source)}


@pytest.mark.parametrize("role", ["admin", "superadmin", "staff", "client"])
def test_the_page_costs_as_much_with_much_on_it(role, client, site_tree):
    ticket = make.make_ticket(service=make.make_service("Registrasi", documents=["ktp_direksi", "npwp"]))
    staff = make.make_staff(department=ticket.department)
    reader = {"staff": staff, "client": ticket.requester}.get(role) or getattr(make, f"make_{role}")()
    client.force_login(reader)

    def statements():
        client.get(ticket.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            assert client.get(ticket.get_absolute_url()).status_code == 200
        return len(asked)

    few = statements()
    ticket.take(by=staff)
    make.send_document(ticket, "npwp")
    for number in range(20):
        Message.objects.create(ticket=ticket, author=(staff, ticket.requester)[number % 2], text=f"Pesan {number}")
    assert statements() == few <= 10
