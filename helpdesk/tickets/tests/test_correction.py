"""Correcting title and description (row B15): by setting, until done, the old text stays for both sides to read."""

import pytest
from django.urls import reverse

from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tickets.models import ChangedMeanwhile, EventKind, IllegalMove, Ticket
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = Office()
    office.plain = make.make_service(department=office.department, free_title=True)
    return office


def allow(*, clients=False, staff=False):
    DeskSettings.objects.update_or_create(pk=1, defaults={"clients_edit_tickets": clients, "staff_edit_tickets": staff})


def browse(client, person):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def at(ticket):
    return reverse("helpdesk:ticket_edit", args=[ticket.number])


@pytest.mark.parametrize(("clients", "staff"), [(False, False), (True, False), (False, True), (True, True)])
def test_each_side_corrects_where_the_settings_let_it(office, client, clients, staff):
    allow(clients=clients, staff=staff)
    ticket = office.ticket("open")
    form = {"title": "Laptop rusak", "description": "Lantai dua.", "seen": ticket.version}
    for person, may in ((office.client, clients), (office.officer, staff), (make.make_admin(), staff),
                        (make.make_client(), False), (make.make_staff(department=office.other), False)):  # fmt: skip
        assert browse(client, person).get(at(ticket)).status_code == (200 if may else 404), person
        assert client.post(at(ticket), form | {"seen": ""}).status_code == (302 if may else 404), person
        page = client.get(ticket.get_absolute_url())
        assert (page.status_code == 200 and "Correct the text" in page.content.decode()) is may
    ticket.refresh_from_db()
    assert (ticket.description == "Lantai dua.") is (clients or staff)


def test_the_old_text_stays_and_both_sides_read_it(office, client):
    allow(clients=True)
    ticket = office.ticket("open")
    old_title = ticket.title
    browse(client, office.client).post(at(ticket), {"title": "Laptop rusak", "description": "Di lantai dua.", "seen": ticket.version})
    event = ticket.events.get(kind=EventKind.EDITED)
    assert event.old == {"title": old_title, "description": "Mohon dibantu."}
    assert event.new == {"title": "Laptop rusak", "description": "Di lantai dua."}
    shown = reverse("helpdesk:ticket_correction", args=[ticket.number, event.pk])
    for person in (office.client, office.officer):
        page = browse(client, person).get(ticket.get_absolute_url()).content.decode()
        assert f"{office.client} corrected the title and the description." in page and shown in page
        text = client.get(shown).content.decode()
        assert old_title in text and "Mohon dibantu." in text and "Di lantai dua." in text
    assert browse(client, make.make_client()).get(shown).status_code == 404
    other = office.ticket("open")
    for foreign in ([other.number, event.pk], [ticket.number, ticket.events.first().pk], [ticket.number, 999_999]):
        assert browse(client, office.client).get(reverse("helpdesk:ticket_correction", args=foreign)).status_code == 404


def test_the_search_follows_the_new_text(office):
    ticket = office.ticket("open")
    ticket.edit(description="Kabel xyzzyputus.", by=office.client)
    assert Ticket.objects.filter(search="xyzzyputus").count() == 1
    ticket.edit(description="Sudah lain.", by=office.client)
    assert Ticket.objects.filter(search="xyzzyputus").count() == 0


def test_the_title_of_a_service_with_a_fixed_one_stays(office, client):
    allow(clients=True)
    office.plain = make.make_service("Internet lambat", department=office.department)
    ticket = office.ticket("open")
    assert "name of the service" in browse(client, office.client).get(at(ticket)).content.decode()
    client.post(at(ticket), {"title": "Judul lain", "description": "Teks baru.", "seen": ticket.version})
    ticket.refresh_from_db()
    assert (ticket.title, ticket.description) == ("Internet lambat", "Teks baru.")
    with pytest.raises(IllegalMove, match="name of the service"):
        ticket.edit(title="Judul lain", by=office.client)


@pytest.mark.parametrize("state", ["closed", "rejected", "cancelled"])
def test_what_is_done_is_corrected_no_more(office, client, state):
    allow(clients=True, staff=True)
    ticket = office.ticket(state)
    for person in (office.client, office.officer):
        answer = browse(client, person).post(at(ticket), {"title": "A", "description": "B", "seen": ticket.version})
        assert answer.status_code == 409
        with pytest.raises(IllegalMove):
            ticket.edit(description="B", by=person)


def test_of_two_who_correct_the_second_is_told_and_keeps_the_text(office, client):
    allow(clients=True, staff=True)
    ticket = office.ticket("open")
    form = {"title": "Judul klien", "description": "Teks klien.", "seen": ticket.version}
    ticket.edit(title="Judul petugas", by=office.officer)
    answer = browse(client, office.client).post(at(ticket), form)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Teks klien." in text and "The text as it stands now" in text
    assert "Judul petugas" in text and "corrected the title." in text
    ticket.refresh_from_db()
    assert ticket.title == "Judul petugas"
    assert client.post(at(ticket), form | {"seen": ticket.version}).status_code == 302
    with pytest.raises(ChangedMeanwhile):
        ticket.edit(description="Lagi.", by=office.officer, seen=0)


def test_a_reply_or_a_note_meanwhile_stands_in_nobodys_way(office):
    ticket = office.ticket("open")
    seen = ticket.version
    ticket.add_note("Rahasia.", by=office.officer)
    ticket.reply("Halo.", by=office.officer)
    assert ticket.edit(description="Lantai dua.", by=office.client, seen=seen) is not None
    assert ticket.status == "replied", "a correction moves nothing"


@pytest.mark.parametrize("changed", [{"title": "  "}, {"title": "​"}, {"description": ""}, {"title": "x" * 201}, {"description": "x" * 20_001}, {"description": "a\0b"}])
def test_a_wrong_text_is_told_and_kept(office, client, changed):
    allow(clients=True)
    ticket = office.ticket("open")
    form = {"title": "Judul", "description": "Teks saya.", "seen": ticket.version} | changed
    answer = browse(client, office.client).post(at(ticket), form)
    assert answer.status_code == 422 and ("description" in changed or "Teks saya." in answer.content.decode())
    assert not ticket.events.filter(kind=EventKind.EDITED).exists()


def test_nothing_different_and_more_than_asked_change_nothing(office, client):
    allow(clients=True)
    ticket = office.ticket("open")
    extra = {"status": "closed", "requester": 1, "department": office.other.pk, "assignee": 1, "is_private": "on", "number": 7}
    answer = browse(client, office.client).post(
        at(ticket), {"title": ticket.title, "description": ticket.description, "seen": ticket.version, **extra}, follow=True
    )
    assert "Nothing was changed." in answer.content.decode()
    assert Ticket.objects.filter(pk=ticket.pk, version=ticket.version, status="open", department=office.department).exists()
