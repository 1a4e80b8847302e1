"""What one may not see any more disappears from bell, count and list, and goes into no mail."""

import pytest
from django.urls import reverse

from helpdesk.notifications.models import Notification
from helpdesk.notifications.tests.office import Office
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def count_in_bell(browser):
    """The number that every page's bell shows."""
    return browser.get(reverse("helpdesk:notifications")).context["unread_count"]


def rows(browser, **query):
    return [row["told"].pk for row in browser.get(reverse("helpdesk:notifications"), query).context["rows"]]


def test_it_says_the_same_as_the_tickets_own_rule(office):
    """Everybody × tickets of every relation to them: only colleagues, who are never told, see more."""
    tickets = [office.ticket(), office.new(), office.new(make.make_service(department=office.other))]
    tickets.append(make.make_ticket(requester=office["stranger"], service=office.plain))
    make_private = office.new(is_private=True)
    tickets.append(make_private)
    Ticket.objects.filter(pk=tickets[1].pk).update(assignee=office["nowhere"])
    Notification.objects.all().delete()
    events = {ticket.pk: ticket.events.get(kind=EventKind.SUBMITTED) for ticket in tickets}
    Notification.objects.bulk_create(
        Notification(recipient=person, kind="reply", ticket=ticket, event=events[ticket.pk])
        for person in office.people.values() for ticket in tickets
    )
    seen_somewhere = 0
    for name, person in office.people.items():
        seen = set(Notification.objects.of(person).values_list("ticket", flat=True))
        visible = set(Ticket.objects.visible_to(person).values_list("pk", flat=True))
        if name == "colleague":
            assert seen == set() and visible
            continue
        assert seen == visible, name
        seen_somewhere += len(seen)
    assert seen_somewhere > 10, "the control: the comparison compared something"


def lost_by_transfer(office, ticket):
    ticket.remove_watcher(office["watcher"], by=office["officer"])
    ticket.transfer_to(make.make_department("Lain"), by=office["officer"])
    return "officer"


def lost_by_moving(office, ticket):
    ticket.assign_to(office["beside"], by=office["admin"])
    office["officer"].department = office.other
    office["officer"].save()
    return "officer"


def lost_by_unwatching(office, ticket):
    ticket.remove_watcher(office["watcher"], by=office["officer"])
    return "watcher"


@pytest.mark.parametrize("lose", [lost_by_transfer, lost_by_moving, lost_by_unwatching])
def test_without_access_it_is_gone_from_the_bell_the_count_and_the_list(office, client, lose):
    ticket = office.ticket()
    ticket.reply("Halo", by=office["client"])
    told = ticket.events.latest("pk").notifications
    name = {lost_by_unwatching: "watcher"}.get(lose, "officer")
    client.force_login(office[name])
    mine = told.get(recipient=office[name])
    assert mine.pk in rows(client) and count_in_bell(client) == len(rows(client, hanya="belum")) > 0
    before = count_in_bell(client)
    assert lose(office, ticket) == name
    assert mine.pk not in rows(client)
    assert count_in_bell(client) == len(rows(client, hanya="belum")) < before
    opened = client.post(reverse("helpdesk:notification_open", args=[mine.pk]))
    assert opened.status_code == 404
    client.post(reverse("helpdesk:notifications_read"), {"newest": str(mine.pk)})
    mine.refresh_from_db()
    assert mine.read_at is None, "what one does not see one cannot mark"


def test_a_deactivated_person_has_nothing_left(office):
    ticket = office.ticket()
    ticket.reply("Halo", by=office["client"])
    assert Notification.objects.of(office["officer"]).exists()
    office["officer"].is_active = False
    office["officer"].save()
    assert not Notification.objects.of(office["officer"]).exists()


def test_who_becomes_a_client_reads_no_old_internal_news(office):
    """A former officer who asks for a service: his own ticket's notes stay the desk's."""
    ticket = office.ticket()
    ticket.add_note("Rahasia", by=office["beside"])
    office["officer"].role = "client"
    office["officer"].save()
    Ticket.objects.filter(pk=ticket.pk).update(requester=office["officer"])
    assert not Notification.objects.of(office["officer"]).filter(kind="note").exists()
    assert Notification.objects.filter(recipient=office["officer"], kind="note").exists()
    ticket.refresh_from_db()
    ticket.reply("Halo", by=office["beside"])
    assert Notification.objects.of(office["officer"]).filter(kind="reply").count() == 1
