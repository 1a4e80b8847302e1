"""What a verb costs behind the scenes: no statement and no task that nobody asked for."""

import pytest
from wagtail.models import ReferenceIndex

from helpdesk.notifications.tell import quiet
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket


def test_wagtail_looks_for_no_references_in_tickets():
    assert Ticket not in ReferenceIndex.tracked_models


@pytest.fixture
def real_queue(settings):
    """Tasks wait for a worker, as they do outside of tests."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db
def test_a_reply_costs_few_statements(django_assert_num_queries, real_queue):
    """Six of its own with the savepoint of this test, and three for telling: whom, the bells, one task for the mails."""
    ticket, officer = make.make_ticket(), make.make_admin()
    ticket.take(by=officer)
    with quiet(), django_assert_num_queries(6):
        ticket.reply("Kami periksa.", by=officer)
    with django_assert_num_queries(9):
        ticket.reply("Kami kabari lagi.", by=officer)
