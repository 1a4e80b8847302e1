"""What the ticket says of the deletion of its documents; hold and release; the list for managers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helpdesk.common.dates import short_date
from helpdesk.documents import retention
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db
URL = "/helpdesk/penghapusan/"


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def ticket(office):
    ticket = office.ticket("video_call")
    ticket.close("Selesai.", by=office.officer)
    return ticket


def as_(person):
    browser = Client()
    browser.force_login(person)
    return browser


def closed_days_ago(ticket, days):
    Ticket.objects.filter(pk=ticket.pk).update(closed_at=timezone.now() - timedelta(days=days))
    ticket.refresh_from_db()


def page(ticket, person):
    return as_(person).get(ticket.get_absolute_url()).content.decode()


def to(name, ticket):
    return reverse(f"helpdesk:{name}", args=[ticket.number])


def test_a_closed_ticket_says_when_and_an_open_one_does_not(office, ticket):
    day = short_date(ticket.closed_at + timedelta(days=DeskSettings.current().keep_documents_days))
    for person in (office.client, office.officer):
        html = page(ticket, person)
        assert 'id="documents-deleted-on"' in html
        assert day in html
    assert 'id="documents-deleted-on"' not in page(office.ticket("video_call"), office.client)


def test_what_was_deleted_stays_listed(office, ticket):
    file = ticket.attachments.first()
    retention.delete_due(timezone.now() + timedelta(days=4000))
    html = page(ticket, office.client)
    assert 'id="deleted-files"' in html
    assert file.sha256 in html
    assert file.get_absolute_url() not in html
    assert 'id="documents-deleted-on"' not in html
    colleague = page(ticket, make.make_admin())
    assert file.sha256 in colleague


def test_the_desk_holds_with_a_reason_and_releases(office, ticket):
    officer = as_(office.officer)
    assert officer.post(to("ticket_hold", ticket), {"reason": " ", "seen": ticket.version}).status_code == 422
    assert officer.post(to("ticket_hold", ticket), {"reason": "Sengketa 7/2026", "seen": ticket.version}).status_code == 302
    assert officer.post(to("ticket_hold", ticket), {"reason": "Lagi"}).status_code == 409
    ticket.refresh_from_db()
    assert retention.delete_due(timezone.now() + timedelta(days=4000)) == 0
    assert "Sengketa 7/2026" in page(ticket, office.officer)
    html = page(ticket, office.client)
    assert 'id="documents-held"' in html
    assert "Sengketa" not in html, "the reason is the desk's"
    assert as_(office.client).get(to("ticket_release", ticket)).status_code == 404
    assert officer.post(to("ticket_release", ticket), {"seen": ticket.version}).status_code == 302
    assert retention.delete_due(timezone.now() + timedelta(days=4000)) == 2


def test_managers_see_what_goes_within_a_week_and_nothing_else(office, ticket):
    admin, row = as_(make.make_admin()), f"#{ticket.number} "
    days = DeskSettings.current().keep_documents_days
    closed_days_ago(ticket, days - 9)
    assert row not in admin.get(URL).content.decode()
    closed_days_ago(ticket, days - 5)
    assert row in admin.get(URL).content.decode()
    ticket.hold("Sengketa.", by=office.officer)
    assert row not in admin.get(URL).content.decode()
    assert as_(office.officer).get(URL).status_code == 404


def test_the_list_costs_the_same_for_many(office, ticket, django_assert_max_num_queries):
    closed_days_ago(ticket, 400)
    admin = as_(make.make_admin())
    for _n in range(2):
        closed_days_ago(_closed(office), 400)
        with django_assert_max_num_queries(9):
            admin.get(URL)


def _closed(office):
    ticket = office.ticket("video_call")
    ticket.close("Selesai.", by=office.officer)
    return ticket
