"""Handing over: who leaves the desk or the department is asked who takes the open tickets, and it is one step."""

import pytest

from helpdesk.accounts import people
from helpdesk.accounts.models import Role, User
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


class Office:
    """Rudi of the network department has two open tickets there and one that is done."""

    def __init__(self):
        self.network, self.mail = make.make_department("Jaringan"), make.make_department("Surat")
        self.boss = make.make_superadmin("bos")
        self.rudi, self.wati = make.make_staff("rudi", self.network), make.make_staff("wati", self.network)
        self.other = make.make_staff("lain", self.mail)
        self.service = make.make_service(department=self.network)
        self.tickets = [self.ticket() for _ in range(3)]
        self.tickets[2].close("Selesai.", by=self.rudi)

    def ticket(self, to=None):
        ticket = make.make_ticket(service=self.service)
        ticket.assign_to(to or self.rudi, by=self.boss)
        return ticket

    def assignees(self):
        return [Ticket.objects.get(pk=ticket.pk).assignee for ticket in self.tickets]

    def handovers(self):
        return [event for ticket in self.tickets for event in ticket.events.filter(new__handover=True)]


@pytest.fixture
def office(client):
    office = Office()
    client.cookies["django_language"] = "en"
    client.force_login(office.boss)
    return office


def test_deactivating_hands_the_open_tickets_over_and_records_it_on_each(office):
    people.deactivate(office.rudi, by=office.boss, successors={office.network.pk: office.wati})
    assert office.assignees() == [office.wati, office.wati, office.rudi]  # what is done stays as it was
    assert [(event.actor, event.subject) for event in office.handovers()] == [(office.boss, office.wati)] * 2
    assert not User.objects.get(pk=office.rudi.pk).is_active


def test_nobody_means_back_to_the_queue(office):
    people.deactivate(office.rudi, by=office.boss, successors={office.network.pk: None})
    assert office.assignees() == [None, None, office.rudi] and len(office.handovers()) == 2


@pytest.mark.parametrize("leave", [
    lambda o, **k: people.deactivate(o.rudi, by=o.boss, **k),
    lambda o, **k: people.move(o.rudi, o.mail, by=o.boss, **k),
    lambda o, **k: people.move(o.rudi, None, by=o.boss, **k),
    lambda o, **k: people.change_role(o.rudi, Role.CLIENT, by=o.boss, **k),
    lambda o, **k: people.change_role(o.rudi, Role.EDITOR, by=o.boss, **k),
], ids=["deactivate", "move", "no department", "client", "editor"])
def test_nobody_leaves_open_tickets_behind_unasked(office, leave):
    before = User.objects.filter(pk=office.rudi.pk).values().get()
    for wrong in (None, {}, {office.mail.pk: office.wati}, {office.network.pk: office.other}, {office.network.pk: office.rudi}):
        with pytest.raises(people.Refused):
            leave(office, successors=wrong)
        assert User.objects.filter(pk=office.rudi.pk).values().get() == before and not office.handovers()
    leave(office, successors={office.network.pk: office.wati})  # the control
    assert office.assignees()[:2] == [office.wati, office.wati]


def test_who_keeps_seeing_the_tickets_keeps_them(office):
    people.change_role(office.rudi, Role.ADMIN, by=office.boss)
    assert office.assignees() == [office.rudi] * 3
    with pytest.raises(people.StillHasTickets):  # back to staff, without a department
        people.change_role(office.rudi, Role.STAFF, by=office.boss)


def test_who_leaves_the_desk_watches_no_ticket_any_more(office):
    ticket = office.tickets[2]
    ticket.add_watcher(office.other, by=office.boss)
    people.change_role(office.other, Role.ADMIN, by=office.boss)
    assert list(ticket.watchers.all()) == [office.other]
    people.change_role(office.other, Role.CLIENT, by=office.boss)
    assert not ticket.watchers.exists()
    assert ticket.events.filter(kind="watcher_removed", subject=office.other, actor=office.boss).count() == 1


def test_while_the_successor_is_away_the_deputy_gets_them(office):
    from django.utils import timezone

    office.wati.deputy, office.wati.away_until = make.make_staff("deputi", office.network), timezone.localdate()
    office.wati.save()
    people.deactivate(office.rudi, by=office.boss, successors={office.network.pk: office.wati})
    assert office.assignees()[:2] == [office.wati.deputy] * 2


def test_without_open_tickets_nothing_is_asked(office, client):
    client.get("/helpdesk/")
    assert not client.get(f"/helpdesk/staff/{office.wati.pk}/nonaktifkan/").context["form"].fields
    assert client.post(f"/helpdesk/staff/{office.wati.pk}/nonaktifkan/").status_code == 302
    assert not User.objects.get(pk=office.wati.pk).is_active


def test_the_page_asks_for_each_department_and_offers_who_may_handle_it(office, client):
    url, name = f"/helpdesk/staff/{office.rudi.pk}/nonaktifkan/", f"taker-{office.network.pk}"
    page = client.get(url)
    assert "2 open tickets of Jaringan go to" in page.content.decode()
    offered = [value for value, _label in page.context["form"].fields[name].choices]
    assert offered == ["", "nobody", str(office.boss.pk), str(office.wati.pk)]
    for wrong in ("", str(office.other.pk), str(office.rudi.pk), "x"):
        assert client.post(url, {name: wrong}).status_code == 422
    assert client.post(url).status_code == 422
    assert User.objects.get(pk=office.rudi.pk).is_active
    assert client.post(url, {name: office.wati.pk}).status_code == 302
    assert office.assignees()[:2] == [office.wati, office.wati]


def test_moving_staff_asks_in_the_same_form(office, client):
    url, name = f"/helpdesk/staff/{office.rudi.pk}/", f"taker-{office.network.pk}"
    data = {"name": "Rudi", "username": "rudi", "email": "rudi@example.id", "designation": "", "department": office.mail.pk}
    seen = client.get(url).context["seen"]
    answer = client.post(url, {**data, "seen": seen})
    assert answer.status_code == 422 and "2 open tickets of Jaringan go to" in answer.content.decode()
    assert client.post(url, {**data, "seen": seen, name: "nobody"}).status_code == 302
    office.rudi.refresh_from_db()
    assert office.rudi.department == office.mail and office.assignees()[:2] == [None, None]


def test_a_new_role_asks_once_it_is_chosen(office, client):
    url, name = f"/helpdesk/staff/{office.rudi.pk}/peran/", f"taker-{office.network.pk}"
    assert name not in client.get(url).context["form"].fields
    assert client.post(url, {"role": "client"}).status_code == 422
    assert client.post(url, {"role": "client", name: office.wati.pk})["Location"] == f"/helpdesk/client/{office.rudi.pk}/"
    assert office.assignees()[:2] == [office.wati, office.wati]


def test_a_ticket_that_comes_meanwhile_from_another_department_is_asked_for_again(office, client, monkeypatch):
    url, name = f"/helpdesk/staff/{office.rudi.pk}/nonaktifkan/", f"taker-{office.network.pk}"
    late = make.make_ticket(service=make.make_service(department=office.mail))
    from helpdesk.accounts.forms.steps import DeactivateForm

    checked = DeactivateForm.is_valid

    def slow(form):
        answer = checked(form)
        Ticket.objects.filter(pk=late.pk).update(assignee=office.rudi)
        return answer

    monkeypatch.setattr(DeactivateForm, "is_valid", slow)
    answer = client.post(url, {name: office.wati.pk})
    assert answer.status_code == 409 and f"taker-{office.mail.pk}" in answer.content.decode()
    assert User.objects.get(pk=office.rudi.pk).is_active and not office.handovers()
