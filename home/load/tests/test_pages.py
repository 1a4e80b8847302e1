"""The site works on a load: pages of tickets for everybody around them, queue, search, dashboards, figures."""

import pytest
from django.test import Client
from django.urls import reverse

from helpdesk.accounts.models import User
from helpdesk.tickets.models import Status, Ticket
from home import figures

pytestmark = pytest.mark.django_db


def logged_in(person):
    client = Client()
    client.force_login(person if isinstance(person, User) else User.objects.get(username=person))
    return client


def page(client, ticket):
    return client.get(reverse("helpdesk:ticket", args=[ticket.number]))


def test_a_ticket_of_every_status_opens_for_its_client_and_the_desk_and_for_nobody_else(load):
    admin, clients = logged_in(load.facts["admin"]), User.objects.filter(role="client").order_by("pk")
    for status in Status.values:
        ticket = Ticket.objects.filter(status=status).select_related("requester").last()
        if ticket is None:
            continue
        own = page(logged_in(ticket.requester), ticket)
        assert own.status_code == 200 and f"{ticket.number}" in own.content.decode()
        officer = ticket.department.staff.filter(role="staff").first()
        for client in (admin, logged_in(officer)):
            answer = page(client, ticket)
            assert answer.status_code == 200 and ticket.title in answer.content.decode().replace("&amp;", "&")
        strangers = clients.exclude(pk=ticket.requester_id).exclude(organisation=ticket.organisation_id)
        assert page(logged_in(strangers.first()), ticket).status_code == 404


@pytest.mark.parametrize("length", [20, 500])
def test_the_long_tickets_show_their_talk(load, length):
    ticket = Ticket.objects.get(number=load.facts[f"ticket_{length}"])
    words = ticket.messages.order_by("pk").last().text.split(".")[0]
    for name in (load.facts["client"], load.facts["staff"]):
        answer = page(logged_in(name), ticket)
        assert answer.status_code == 200 and words in answer.content.decode()


def found(client, **query):
    return [row["ticket"].pk for row in client.get(reverse("helpdesk:ticket_list"), query).context["rows"]]


def test_queue_and_search_find_what_the_facts_name(load):
    admin = logged_in(load.facts["admin"])
    assert found(admin)[0] == Ticket.objects.latest("pk").pk
    assert len(found(admin, q=load.facts["rare"]["word"])) == load.facts["rare"]["tickets"]
    assert len(found(admin, q=load.facts["common"]["word"])) > 10
    number = load.facts["ticket_20"]
    assert Ticket.objects.get(number=number).pk in found(admin, q=str(number))
    assert not found(admin, q="katayangtidakada")


@pytest.mark.parametrize("who", ["client", "staff", "admin", "superadmin"])
def test_dashboard_and_bell_open_for_every_role(load, who):
    client = logged_in(load.facts[who])
    for name in ("helpdesk:dashboard", "helpdesk:ticket_list", "helpdesk:notifications"):
        assert client.get(reverse(name)).status_code == 200, name


def test_the_public_figures_are_those_of_the_load(load):
    row = figures.renew()
    assert row.answered >= figures.ENOUGH_TICKETS and row.in_time <= row.promised and row.evaluations >= figures.ENOUGH_EVALUATIONS
    assert len(figures.shown()) == 3
