"""What a verb costs behind the scenes: no statement and no task that nobody asked for."""

import pytest
from wagtail.models import ReferenceIndex

from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket


def test_wagtail_looks_for_no_references_in_tickets():
    assert Ticket not in ReferenceIndex.tracked_models


@pytest.mark.django_db
def test_a_reply_costs_few_statements(django_assert_max_num_queries):
    ticket, officer = make.make_ticket(), make.make_admin()
    ticket.take(by=officer)
    with django_assert_max_num_queries(9):
        ticket.reply("Kami periksa.", by=officer)
