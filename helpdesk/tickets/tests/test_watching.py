"""Watchers: who may add them, what they may then do, and that no client ever learns of them (table C)."""

import pytest
from django.urls import reverse

from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, IllegalMove, Ticket
from helpdesk.tickets.tests.states import Office
from helpdesk.tickets.tests.test_races import HANDS, all_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def ticket(office):
    ticket = office.ticket("open")
    ticket.assign_to(office.officer, by=office.officer)
    return ticket


@pytest.fixture
def stranger(office):
    return make.make_staff(name="Wati Pengamat", staff_code="KeD27Rn", department=office.other)


def at(verb, ticket):
    return reverse(f"helpdesk:ticket_{verb}", args=[ticket.number])


def browse(client, person):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def test_a_watcher_sees_the_ticket_and_works_on_it_and_who_does_not_watch_does_not(ticket, stranger, office, client):
    assert browse(client, stranger).get(ticket.get_absolute_url()).status_code == 404
    ticket.add_watcher(stranger, by=office.officer)
    assert ticket in Ticket.objects.visible_to(stranger)
    may = ticket.permissions_for(stranger)
    assert may.works_on and may.can_reply and may.can_close and not may.can_take and not may.can_choose_watchers
    assert browse(client, stranger).get(ticket.get_absolute_url()).status_code == 200
    ticket.remove_watcher(stranger, by=stranger)
    assert browse(client, stranger).get(ticket.get_absolute_url()).status_code == 404


def test_who_has_the_ticket_and_managers_choose_watchers_and_nobody_else(ticket, stranger, office, client):
    ticket.add_watcher(stranger, by=office.officer)
    third = make.make_staff(department=office.other)
    for person, code in ((office.client, 404), (office.colleague, 404), (stranger, 404), (make.make_editor(), 404)):
        assert browse(client, person).get(at("watch", ticket)).status_code == code
        assert browse(client, person).post(at("watch", ticket), {"person": third.pk}).status_code == code, person
        assert browse(client, person).post(at("unwatch", ticket), {"person": office.officer.pk}).status_code == 404
    assert [w.pk for w in ticket.watchers.all()] == [stranger.pk]
    for person in (office.officer, make.make_admin(), make.make_superadmin()):
        assert browse(client, person).post(at("watch", ticket), {"person": third.pk}).status_code == 302
        assert browse(client, person).post(at("unwatch", ticket), {"person": third.pk}).status_code == 302
    assert [w.pk for w in ticket.watchers.all()] == [stranger.pk]


def test_a_watcher_stops_for_oneself_and_lands_on_the_list(ticket, stranger, office, client):
    ticket.add_watcher(stranger, by=office.officer)
    ticket.add_watcher(office.colleague, by=office.officer)
    answer = browse(client, stranger).post(at("unwatch", ticket))
    assert (answer.status_code, answer.url) == (302, "/helpdesk/tiket/")
    assert browse(client, office.colleague).post(at("unwatch", ticket)).url == ticket.get_absolute_url()
    assert not ticket.watchers.exists()


@pytest.mark.parametrize("who", ["client", "editor", "gone", "nobody"])
def test_only_active_people_of_the_desk_can_watch(ticket, office, client, who):
    person = {
        "client": office.client, "editor": make.make_editor(), "gone": make.make_staff(is_active=False), "nobody": None
    }[who]  # fmt: skip
    if person:
        with pytest.raises(IllegalMove, match="tidak bekerja di helpdesk"):
            ticket.add_watcher(person, by=office.officer)
    answer = browse(client, office.officer).post(at("watch", ticket), {"person": person.pk if person else 0})
    assert answer.status_code == 422 and not ticket.watchers.exists()


def test_each_change_is_recorded_once_and_told_to_the_desk_alone(ticket, stranger, office, client):
    client_activity = ticket.last_client_activity_at
    assert ticket.add_watcher(stranger, by=office.officer).kind == EventKind.WATCHER_ADDED
    assert ticket.add_watcher(stranger, by=office.officer) is None
    ticket.remove_watcher(stranger, by=office.officer)
    assert ticket.remove_watcher(stranger, by=office.officer) is None
    ticket.add_watcher(stranger, by=office.officer)
    text = browse(client, office.officer).get(ticket.get_absolute_url()).content.decode()
    assert f"{office.officer} added Wati Pengamat as a watcher." in text
    assert f"{office.officer} took Wati Pengamat off the watchers." in text and ">Watchers</h2>" in text
    text = browse(client, office.client).get(ticket.get_absolute_url()).content.decode()
    assert "atcher" not in text and "Wati" not in text and "KeD27Rn" not in text and "watch" not in text.lower()
    assert ticket.last_client_activity_at == client_activity


def test_a_deactivated_watcher_is_not_shown_and_sees_nothing(ticket, stranger, office, client):
    ticket.add_watcher(stranger, by=office.officer)
    stranger.is_active = False
    stranger.save()
    assert ticket.permissions_for(office.officer).watchers == []
    assert not ticket.permissions_for(stranger).sees


def test_watchers_cost_the_page_no_query_each(ticket, office, client, django_assert_max_num_queries):
    for _n in range(12):
        ticket.add_watcher(make.make_staff(department=office.other), by=office.officer)
    for person in (office.officer, make.make_admin(), ticket.permissions_for(office.officer).watchers[0]):
        browse(client, person).get(ticket.get_absolute_url())
        with django_assert_max_num_queries(10):
            assert client.get(ticket.get_absolute_url()).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_twenty_people_who_add_the_same_watcher_add_them_once():
    office = Office()
    ticket, person = office.open(), make.make_staff(department=office.other)
    admins = [make.make_admin() for _ in range(HANDS)]
    assert all_at_once(ticket, "watch", lambda n: {"person": person.pk}, admins) == [302] * HANDS
    assert ticket.watchers.count() == ticket.events.filter(kind=EventKind.WATCHER_ADDED).count() == 1
