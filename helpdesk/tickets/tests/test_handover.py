"""Who gets a ticket while somebody is away, and many tickets at once from one person to another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, IllegalMove, Ticket
from helpdesk.tickets.models.handover import hand_over
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def send_away(person, deputy=None, *, days=3):
    person.away_until, person.deputy = timezone.localdate() + timedelta(days=days), deputy
    person.save()


def activity(client, person, ticket):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client.get(ticket.get_absolute_url()).content.decode()


def test_a_ticket_for_somebody_who_is_away_goes_to_the_deputy_and_says_so(office, client):
    ticket, admin = office.ticket("open"), make.make_admin(name="Adi Contoh")
    send_away(office.officer, office.colleague)
    ticket.assign_to(office.officer, by=admin)
    ticket.refresh_from_db()
    assert ticket.assignee == office.colleague
    event = ticket.events.get(kind=EventKind.ASSIGNED)
    assert event.subject == office.colleague, "notifications go to who has it"
    sentence = f"Adi Contoh assigned the ticket to {office.officer}; {office.colleague} stands in until"
    assert sentence in activity(client, office.colleague, ticket)
    read = activity(client, office.client, ticket)
    assert "stands in" not in read and office.officer.staff_code not in read, "who is away is no client's business"
    assert f"assigned the ticket to {office.colleague.staff_code}." in read


def test_a_deputy_who_may_not_handle_the_department_gets_nothing(office, client):
    ticket = office.ticket("open")
    send_away(office.officer, make.make_staff(department=office.other))
    ticket.assign_to(office.officer, by=office.colleague)
    assert ticket.assignee == office.officer
    assert f"assigned the ticket to {office.officer}, who is away until" in activity(client, office.colleague, ticket)
    assert "who is away" not in activity(client, office.client, ticket)


def test_the_page_names_the_absent_without_a_query_for_each(office, client, django_assert_max_num_queries):
    ticket, admin = office.ticket("open"), make.make_admin()
    for _n in range(6):
        person, deputy = (make.make_staff(department=office.department) for _ in "ab")
        send_away(person, deputy)
        ticket.assign_to(person, by=admin)
        ticket.add_watcher(deputy, by=admin)
    ticket.close("Selesai.", by=admin)
    for reader in (admin, office.colleague, office.client):
        activity(client, reader, ticket)
        with django_assert_max_num_queries(10):
            text = client.get(ticket.get_absolute_url()).content.decode()
        assert ("stands in until" in text) is (reader != office.client)


def test_who_is_away_without_a_deputy_keeps_the_ticket_and_who_is_back_gets_it(office, client):
    for days, is_said in ((0, True), (-1, False)):
        ticket = office.ticket("open")
        send_away(office.officer, days=days)
        ticket.assign_to(office.officer, by=office.colleague)
        assert ticket.assignee == office.officer
        assert ("who is away until" in activity(client, office.colleague, ticket)) is is_said


def test_an_absence_counts_on_the_day_of_the_assignment(office):
    ticket = office.ticket("open")
    send_away(office.officer, office.colleague, days=3)
    ticket.assign_to(office.officer, by=make.make_admin(), at=timezone.now() + timedelta(days=5))
    assert ticket.assignee == office.officer


def test_who_takes_a_ticket_has_it_also_while_away(office):
    send_away(office.officer, office.colleague)
    ticket = office.ticket("open")
    ticket.take(by=office.officer)
    assert ticket.assignee == office.officer


def test_the_deputy_who_has_it_already_is_named_in_the_refusal(office):
    ticket = office.ticket("open")
    ticket.assign_to(office.colleague, by=office.officer)
    send_away(office.officer, office.colleague)
    with pytest.raises(IllegalMove, match="sudah memegang tiket ini"):
        ticket.assign_to(office.officer, by=make.make_admin())


# Handing over


def held_by(person, office, count=3):
    tickets = [office.ticket("open") for _ in range(count)]
    for ticket in tickets:
        ticket.assign_to(person, by=person)
    return Ticket.objects.filter(assignee=person)


def test_all_open_tickets_change_hands_in_one_step_and_each_remembers_it(office, client):
    held = held_by(office.officer, office)
    done = office.ticket("open")
    done.assign_to(office.officer, by=office.officer)
    done.close("Selesai.", by=office.officer)
    admin = make.make_admin(name="Adi Contoh")
    assert hand_over(held, office.colleague, by=admin) == 3
    assert Ticket.objects.open().filter(assignee=office.colleague).count() == 3
    done.refresh_from_db()
    assert done.assignee == office.officer, "what is done stays as it was"
    ticket = Ticket.objects.open().filter(assignee=office.colleague).first()
    events = ticket.events.filter(kind=EventKind.ASSIGNED, new__handover=True)
    assert [(e.subject, e.actor, e.old) for e in events] == [(office.colleague, admin, {"assignee": office.officer.pk})]
    assert f"Adi Contoh handed the ticket over to {office.colleague}." in activity(client, office.colleague, ticket)


def test_tickets_can_be_left_to_nobody(office):
    held_by(office.officer, office)
    assert hand_over(Ticket.objects.assigned_to(office.officer), None, by=make.make_admin()) == 3
    assert Ticket.objects.unassigned().count() == 3


def test_nothing_changes_hands_when_one_department_does_not_fit(office):
    held_by(office.officer, office)
    foreign = make.make_ticket(service=make.make_service(department=office.other))
    Ticket.objects.filter(pk=foreign.pk).update(assignee=office.officer)
    with pytest.raises(IllegalMove, match="tidak bertugas di: Server"):
        hand_over(Ticket.objects.assigned_to(office.officer), office.colleague, by=make.make_admin())
    assert Ticket.objects.assigned_to(office.officer).count() == 4
    for person in (office.client, make.make_editor(), make.make_staff(department=office.department, is_active=False)):
        with pytest.raises(IllegalMove):
            hand_over(Ticket.objects.assigned_to(office.officer), person, by=make.make_admin())
    assert hand_over(Ticket.objects.assigned_to(office.officer), make.make_admin(), by=make.make_admin()) == 4


def test_a_second_handing_over_finds_nothing_to_do(office):
    held_by(office.officer, office)
    tickets = Ticket.objects.open()
    admin = make.make_admin()
    assert hand_over(tickets, office.colleague, by=admin) == 3
    assert hand_over(tickets, office.colleague, by=admin) == 0


def test_handing_over_to_somebody_away_reaches_the_deputy_but_never_the_one_who_leaves(office):
    third = make.make_staff(department=office.department)
    send_away(office.colleague, third)
    held_by(office.officer, office, 1)
    assert hand_over(Ticket.objects.open(), office.colleague, by=make.make_admin()) == 1
    assert Ticket.objects.open().get().assignee == third
    send_away(office.colleague, third)
    assert hand_over(Ticket.objects.open(), office.colleague, by=make.make_admin()) == 1
    assert Ticket.objects.open().get().assignee == office.colleague


def test_handing_over_costs_a_few_statements_for_each_ticket(office, django_assert_max_num_queries):
    held_by(office.officer, office, 10)
    with django_assert_max_num_queries(10 * 5 + 6):
        assert hand_over(Ticket.objects.assigned_to(office.officer), office.colleague, by=make.make_admin()) == 10
