"""The desk's pages as people see them: the queue's row, the verb pages, the way back."""

import pytest
from django.urls import reverse

from helpdesk.tests.factories import make_department, make_service, make_staff, make_ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return make_department("Jaringan")


@pytest.fixture
def officer(department):
    return make_staff("sari_wulandari", department, name="Sari Wulandari")


@pytest.fixture
def ticket(department):
    return make_ticket("Internet lambat di lantai 2", service=make_service(department=department))


@pytest.fixture
def at_desk(client, officer):
    client.force_login(officer)
    return client


def at(name, ticket, *more):
    return reverse(f"helpdesk:ticket_{name}", args=[ticket.number, *more])


def test_every_get_page_of_a_verb_opens(at_desk, ticket):
    for name in ("assign", "transfer", "status", "wait", "escalate", "close", "reject", "cancel", "check"):
        assert at_desk.get(at(name, ticket)).status_code == 200, name


def test_taking_is_a_post_only(at_desk, ticket, officer):
    assert at_desk.get(at("take", ticket)).status_code == 405
    assert at_desk.post(at("take", ticket)).status_code == 302
    ticket.refresh_from_db()
    assert ticket.assignee == officer


def test_the_list_opens_for_both_sides(at_desk, ticket, client):
    page = at_desk.get(reverse("helpdesk:ticket_list"))
    assert page.status_code == 200
    assert "Internet lambat di lantai 2" in page.content.decode()
    client.force_login(ticket.requester)
    page = client.get(reverse("helpdesk:ticket_list"))
    assert "Internet lambat di lantai 2" in page.content.decode()
