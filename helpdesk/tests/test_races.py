"""Many at once on a real PostgreSQL: one effect, no fault, no deadlock (LESSONS 48–52).

Races of one noun stand beside it (tickets, documents, evaluations); here are those across them, and the control that
shows that such a race can be lost.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from helpdesk.tests import factories as make
from helpdesk.tests import stage as stages
from helpdesk.tests.permission_table import verdicts
from helpdesk.tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def at_once(*acts):
    """Run the acts in as many threads, each with a connection of its own; return what they gave, faults too."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(30)
            return act()
        except Exception as error:  # a fault is a result here
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def posting(person, address, data, times=1):
    """As many browsers of one person, ready to post the same."""
    def browser():
        made = Client(raise_request_exception=False)
        made.force_login(person)
        return made

    browsers = [browser() for _n in range(times)]
    return [lambda b=b: b.post(address, data).status_code for b in browsers]


@pytest.fixture
def stage(site_tree):
    return stages.build()


def at(name, ticket):
    return reverse(f"helpdesk:ticket_{name}", args=[ticket.number])


def test_twenty_tickets_at_once_get_twenty_numbers(stage):
    people = [make.make_client() for _n in range(MANY)]
    made = at_once(*(lambda p=p: make.make_ticket(requester=p, service=stage.services["plain"]).pk for p in people))
    numbers = Ticket.objects.filter(pk__in=made).values_list("number", flat=True)
    assert len(set(numbers)) == MANY


def test_two_officers_who_send_the_result_at_once_tell_the_client_once(stage):
    ticket = stage.tickets["checking"]
    data = verdicts(stage, ticket)
    acts = [
        act for who in ("staff", "admin", "super admin")
        for act in posting(stage.people[who], reverse("helpdesk:ticket_result", args=[ticket.number]), data, times=2)
    ]  # fmt: skip
    codes = at_once(*acts)
    assert sorted(codes) == [302] + [409] * 5
    assert TicketEvent.objects.filter(ticket=ticket, kind="result_sent").count() == 1


def test_different_verbs_at_once_block_nobody_and_lose_no_event(stage):
    ticket, staff, budi = stage.tickets["open"], stage.people["staff"], stage.people["requester"]
    token = iter(f"{n:032}" for n in range(100))
    acts = []
    for _n in range(4):
        acts += posting(budi, at("reply", ticket), {"reply-token": next(token), "reply-text": "Halo"})
        acts += posting(staff, at("reply", ticket), {"reply-token": next(token), "reply-text": "Hai"})
        acts += posting(staff, at("note", ticket), {"note-token": next(token), "note-text": "Catatan"})
        acts += posting(staff, at("escalate", ticket), {"to": "Pusat"})
    before = ticket.version
    codes = at_once(*acts)
    assert set(codes) <= {302, 409} and codes.count(409) == 3, codes
    ticket.refresh_from_db()
    assert ticket.version == before + 13
    assert TicketEvent.objects.filter(ticket=ticket, kind="replied").count() == 8


def test_without_the_lock_the_same_race_is_lost(stage):
    """Negative control: the tests above can fail. The verb runs as it is, only without the row's lock."""
    ticket = stage.tickets["open"]
    unlocked = [Ticket.objects.get(pk=ticket.pk) for _n in range(MANY)]

    def close(copy):
        return Ticket.close.__wrapped__(copy, "Selesai", by=stage.people["admin"], at=ticket.created_at)

    at_once(*(lambda c=c: close(c) for c in unlocked))
    assert TicketEvent.objects.filter(ticket=ticket, kind="closed").count() > 1
