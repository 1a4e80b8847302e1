"""Keyset paging: every row once, in order, forwards and back; a broken cursor is 404."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from helpdesk.common.paging import keyset_page
from helpdesk.tests import factories as make
from helpdesk.tickets.filters import ORDERS
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def tickets():
    service, requester = make.make_service(), make.make_client()
    made = [make.make_ticket(service=service, requester=requester) for _ in range(7)]
    now = timezone.now()
    for days, ticket in zip([3, 1, None, 1, 2, None, 5], made, strict=True):
        Ticket.objects.filter(pk=ticket.pk).update(due_at=days and now + timedelta(days=days))
    return made


@pytest.mark.parametrize("name", ["newest", "due"])
def test_walking_forward_and_back_shows_every_row_once(tickets, name):
    order = ORDERS[name]
    expected = list(order.apply(Ticket.objects.all()))
    pages, cursor = [], ""
    while True:
        page = keyset_page(Ticket.objects.all(), order, cursor, size=3)
        pages.append(list(page))
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    assert [t.pk for rows in pages for t in rows] == [t.pk for t in expected]
    back = keyset_page(Ticket.objects.all(), order, page.previous_cursor, size=3)
    assert [t.pk for t in back] == [t.pk for t in pages[-2]]
    assert back.next_cursor
    first = keyset_page(Ticket.objects.all(), order, back.previous_cursor, size=3)
    assert [t.pk for t in first] == [t.pk for t in pages[0]]
    assert not first.previous_cursor


def test_a_page_is_one_query(tickets, django_assert_num_queries):
    with django_assert_num_queries(1):
        keyset_page(Ticket.objects.all(), ORDERS["due"], size=3)


@pytest.mark.parametrize("cursor", ["x", "e30", "W10", "bnVsbA", "\x00", "é", "a" * 5000, "WyJkdWUiLCJuIiwxLDJd"])
def test_a_broken_or_foreign_cursor_is_404(tickets, cursor):
    with pytest.raises(Http404):
        keyset_page(Ticket.objects.all(), ORDERS["newest"], cursor)
