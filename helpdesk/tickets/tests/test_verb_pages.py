"""One page per verb: who has it, what a second officer is told, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db

STAFF_VERBS = ["take", "assign", "transfer", "status", "wait", "resume", "escalate", "come_back", "call", "close", "reject",
               "reopen", "check", "result"]  # fmt: skip


@pytest.fixture
def office():
    return Office()


def at(verb, ticket):
    return reverse(f"helpdesk:ticket_{verb}", args=[ticket.number])


@pytest.fixture
def browse(client):
    def go(person):
        client.force_login(person)
        client.cookies["django_language"] = "en"
        return client

    return go


@pytest.mark.parametrize("verb", STAFF_VERBS)
def test_a_staff_verb_exists_for_those_who_work_on_the_ticket_alone(office, browse, verb):
    ticket = office.ticket("checking")
    nowhere = at(verb, ticket).replace(str(ticket.number), "987654")
    for person in (office.client, make.make_client(), make.make_staff(department=office.other), make.make_editor()):
        assert browse(person).get(at(verb, ticket)).status_code == 404, (verb, person)
        mine, none = browse(person).post(at(verb, ticket)), browse(person).post(nowhere)
        assert mine.status_code == none.status_code == 404, (verb, person)
    for person in (office.officer, make.make_admin(), make.make_superadmin()):
        assert browse(person).get(at(verb, ticket)).status_code != 404, (verb, person)
    assert type(ticket).objects.get(pk=ticket.pk).status == "checking"


def test_cancelling_is_for_the_requester_and_the_desk(office, browse):
    ticket = office.ticket("open")
    for person in (make.make_client(), make.make_staff(department=office.other)):
        assert browse(person).post(at("cancel", ticket)).status_code == 404
    answer = browse(office.officer).post(at("cancel", ticket))
    assert answer.status_code == 422 and "This field is required." in answer.content.decode(), "staff say why"
    assert browse(office.client).post(at("cancel", ticket)).status_code == 302, "a client need not"
    ticket.refresh_from_db()
    assert ticket.status == "cancelled" and ticket.closed_by == office.client


def test_the_second_officer_is_told_what_happened_and_loses_nothing(office, browse):
    ticket = office.ticket("open")
    seen = ticket.version
    ticket.reply("Kami lihat dulu.", by=office.colleague)
    ticket.escalate("LKPP", "L-9", by=office.colleague)
    answer = browse(office.officer).post(at("close", ticket), {"text": "Jawaban panjang saya.", "seen": seen})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this ticket" in text and "Jawaban panjang saya." in text
    assert f"{office.colleague.name} replied." in text and "LKPP" in text and "L-9" in text
    ticket.refresh_from_db()
    assert ticket.status == "escalated" and f'name="seen" value="{ticket.version}"' in text
    again = browse(office.officer).post(at("close", ticket), {"text": "Jawaban panjang saya.", "seen": ticket.version})
    assert again.status_code == 302


def test_who_comes_too_late_to_a_finished_ticket_keeps_the_text(office, browse):
    ticket = office.ticket("open")
    seen = ticket.version
    ticket.close("Selesai.", by=office.colleague)
    answer = browse(office.officer).post(at("wait", ticket), {"text": "Lantai berapa?", "seen": seen})
    text = answer.content.decode()
    assert answer.status_code == 409 and "The ticket is done" in text
    assert "Lantai berapa?" in text and f"{office.colleague.name} closed the ticket." in text


def test_a_wrong_field_brings_the_form_again(office, browse):
    ticket = office.ticket("video_call")
    answer = browse(office.officer).post(at("call", ticket), {"outcome": "does_not_match", "note": ""})
    assert answer.status_code == 422 and "Write what does not match" in answer.content.decode()
    answer = browse(office.officer).post(at("close", ticket), {"text": "x" * 20_001})
    assert answer.status_code == 422 and "too long" in answer.content.decode()
    answer = browse(office.officer).post(at("close", ticket), {"text": "a\x00b"})
    assert answer.status_code == 422
    answer = browse(office.officer).post(at("close", ticket), {"text": "   "})
    assert answer.status_code == 422


def test_the_whole_number_stands_on_the_call_page_only_for_the_desk(office, browse):
    ticket = office.ticket("video_call")
    type(ticket).objects.filter(pk=ticket.pk).update(whatsapp_number="+6281234567890")
    text = browse(office.officer).get(at("call", ticket)).content.decode()
    assert "081234567890" in text and 'href="https://wa.me/6281234567890"' in text
    for verb in ("close", "assign", "status", "check"):
        assert "081234567890" not in browse(office.officer).get(at(verb, ticket)).content.decode(), verb


def test_only_people_of_the_department_take_a_ticket(office, browse):
    ticket = office.ticket("open")
    watcher = make.make_staff(department=office.other)
    ticket.watchers.add(watcher)
    assert browse(watcher).post(at("take", ticket)).status_code == 409
    assert browse(office.officer).post(at("take", ticket)).status_code == 302
    answer = browse(office.colleague).post(at("take", ticket))
    assert answer.status_code == 409 and f"{office.officer} has already taken this ticket." in answer.content.decode()


def test_only_people_of_the_department_can_be_chosen(office, browse):
    ticket = office.ticket("open")
    stranger, gone = make.make_staff(department=office.other), make.make_staff(department=office.department, is_active=False)
    for person in (stranger, gone, office.client):
        assert browse(office.officer).post(at("assign", ticket), {"assignee": person.pk}).status_code == 422
    assert browse(office.officer).post(at("assign", ticket), {"assignee": office.colleague.pk}).status_code == 302


def test_who_moves_a_ticket_out_of_sight_lands_on_the_list(office, browse):
    ticket = office.ticket("open")
    ticket.assign_to(office.officer, by=office.officer)
    answer = browse(office.officer).post(at("transfer", ticket), {"department": office.other.pk})
    assert (answer.status_code, answer.url) == (302, "/helpdesk/tiket/")
    ticket.refresh_from_db()
    assert ticket.department == office.other and ticket.assignee is None


def test_the_closing_answer_is_a_public_message(office, browse):
    ticket = office.ticket("open")
    browse(office.officer).post(at("close", ticket), {"text": "Sudah kami perbaiki."})
    message = ticket.messages.get()
    assert message.text == "Sudah kami perbaiki." and not message.is_internal
    assert "Sudah kami perbaiki." in browse(office.client).get(ticket.get_absolute_url()).content.decode()
