"""The table of moves (DESIGN section 4), written out here and tried through the pages: every legal step works, every
other one is refused with a sentence and changes nothing."""

import pytest
from django.db import transaction
from django.urls import reverse

from helpdesk.documents.result import send_result
from helpdesk.tests import factories as make
from helpdesk.tickets.models import IllegalMove
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db

OPEN = {"open", "open_incomplete", "checking", "replied", "escalated", "video_call"}
NOT_DONE = OPEN | {"pending", "pending_documents"}
DONE = {"closed", "evaluated", "rejected", "cancelled"}
SAME = {state: {"open_incomplete": "open", "pending_documents": "pending"}.get(state, state) for state in NOT_DONE}

# verb: what the officer posts, and {state: status afterwards} of every legal start. All else is illegal.
TABLE = {
    "wait": ({"text": "Lantai berapa?"}, dict.fromkeys(OPEN, "pending")),
    "resume": ({}, {"pending": "open"}),
    "escalate": ({"to": "LKPP"}, dict.fromkeys(NOT_DONE - {"escalated"}, "escalated")),
    "come_back": ({}, {"escalated": "open"}),
    "call": ({"outcome": "matches"}, {"video_call": "open"}),
    "close": ({"text": "Selesai."}, dict.fromkeys(NOT_DONE, "closed")),
    "reject": ({"text": "Bukan wewenang kami."}, dict.fromkeys(NOT_DONE, "rejected")),
    "cancel": ({"text": "Dobel."}, dict.fromkeys(NOT_DONE, "cancelled")),
    "reopen": ({"text": "Belum selesai."}, {"closed": "open"}),
    "assign": ({"assignee": "officer"}, SAME),
    "transfer": ({"department": "other"}, SAME),
    "take": ({}, SAME),
}


@pytest.fixture
def office():
    return Office()


@pytest.mark.parametrize("state", sorted(NOT_DONE | DONE))
def test_every_step_from_this_state(office, client, state):
    client.force_login(make.make_admin())
    client.cookies["django_language"] = "en"
    ticket = office.ticket(state)
    for verb, (data, legal) in TABLE.items():
        data = {key: getattr(office, value).pk if value in ("officer", "other") else value for key, value in data.items()}
        with transaction.atomic():
            answer = client.post(reverse(f"helpdesk:ticket_{verb}", args=[ticket.number]), data | {"seen": ticket.version})
            after = type(ticket).objects.get(pk=ticket.pk)
            if state in legal:
                assert (answer.status_code, after.status) == (302, legal[state]), (verb, state)
                assert after.version == ticket.version + 1, "one event per change"
            else:
                assert (answer.status_code, after.status) == (409, ticket.status), (verb, state)
                assert 'role="alert"' in answer.content.decode(), (verb, state)
                assert after.version == ticket.version, (verb, state)
            transaction.set_rollback(True)


@pytest.mark.parametrize("state", sorted(NOT_DONE | DONE))
def test_update_status_lists_exactly_the_legal_steps(office, client, state):
    client.force_login(office.officer)
    ticket = office.ticket(state)
    text = client.get(reverse("helpdesk:ticket_status", args=[ticket.number])).content.decode()
    for verb in ("wait", "resume", "escalate", "come_back", "call", "close", "reject", "cancel", "reopen"):
        shown = f'href="{reverse(f"helpdesk:ticket_{verb}", args=[ticket.number])}"' in text
        assert shown == (state in TABLE[verb][1]), (verb, state)


# Moves that talk and documents make.

REPLIES_OF_STAFF = dict(SAME) | {"open": "replied", "open_incomplete": "replied"}
REPLIES_OF_CLIENT = dict(SAME) | {"replied": "open", "pending": "open", "closed": "open"}


@pytest.mark.parametrize("state", sorted(NOT_DONE | DONE))
def test_what_a_reply_does_to_this_state(office, state):
    for person, moves in ((office.officer, REPLIES_OF_STAFF), (office.client, REPLIES_OF_CLIENT)):
        with transaction.atomic():
            ticket = office.ticket(state)
            before = ticket.status
            if state in moves:
                ticket.reply("Halo.", by=person)
                assert ticket.status == moves[state], (state, person)
            else:
                with pytest.raises(IllegalMove) as refusal:
                    ticket.reply("Halo.", by=person)
                assert str(refusal.value)
                ticket.refresh_from_db()
                assert ticket.status == before
            transaction.set_rollback(True)


def test_the_last_missing_file_sends_the_ticket_to_the_check(office):
    ticket = office.ticket("open_incomplete")
    make.send_document(ticket, "ktp")
    assert ticket.status == "open"
    make.send_document(ticket, "npwp")
    assert ticket.status == "checking"


def test_a_refused_document_waits_for_its_file_and_only_the_file_resumes(office):
    ticket = office.ticket("pending_documents")
    ticket.reply("Sebentar.", by=office.client)
    assert ticket.status == "pending"
    with pytest.raises(IllegalMove):
        ticket.resume(by=office.officer)
    make.send_document(ticket, "npwp")
    assert ticket.status == "checking"


def test_all_accepted_goes_to_the_call_or_back_to_open_where_there_is_none(office):
    assert office.ticket("video_call").status == "video_call"
    office.papers = make.make_service(department=office.department, documents=("ktp", "npwp"))
    ticket = office.ticket("video_call")
    assert ticket.status == "open" and ticket.documents_complete_at and ticket.progress == 50


def test_the_outcomes_of_a_call(office):
    ticket = office.ticket("video_call")
    ticket.record_call("does_not_match", "Nama berbeda.", by=office.officer)
    assert ticket.status == "pending"
    ticket.reply("Sudah diperbaiki.", by=office.client)
    assert ticket.status == "video_call"
    for status in ("video_call", "video_call", "pending"):
        ticket.record_call("no_answer", by=office.officer)
        assert ticket.status == status
    ticket.reply("Sekarang bisa.", by=office.client)
    ticket.record_call("matches", by=office.officer)
    assert ticket.status == "open" and ticket.progress == 75


def test_a_result_needs_a_verdict_on_every_sent_document(office):
    ticket = office.ticket("checking")
    make.judge_document(ticket.slots.get(code="ktp"), by=office.officer)
    with pytest.raises(IllegalMove, match="NPWP"):
        send_result(ticket, by=office.officer)


def test_escalation_ends_in_the_status_before_also_when_the_client_was_asked_meanwhile(office):
    for state in ("pending", "pending_documents"):
        ticket = office.ticket(state)
        ticket.escalate("LKPP", by=office.officer)
        ticket.wait_for_client("Nomor surat?", by=office.officer)
        ticket.reply("Nomor 7.", by=office.client)
        assert ticket.status == "escalated"
        ticket.come_back(by=office.officer)
        assert ticket.status == {"pending": "open", "pending_documents": "checking"}[state]


@pytest.mark.parametrize("is_asked", [False, True])
def test_documents_accepted_during_an_escalation_lead_to_the_call_after_it(office, is_asked):
    ticket = office.ticket("checking")
    if is_asked:
        ticket.wait_for_client("Nomor surat?", by=office.officer)
    ticket.escalate("LKPP", by=office.officer)
    for slot in ticket.slots.all():
        make.judge_document(slot, by=office.officer)
    send_result(ticket, by=office.officer)
    assert ticket.status == "escalated"
    ticket.come_back(by=office.officer)
    if is_asked:
        assert ticket.status == "pending"
        ticket.reply("Nomor 7.", by=office.client)
    assert ticket.status == "video_call", "nothing is left to check"


def test_coming_back_to_waiting_still_waits_for_the_same(office):
    ticket = office.ticket("pending_documents")
    ticket.escalate("LKPP", by=office.officer)
    ticket.come_back(by=office.officer)
    assert (ticket.status, ticket.waiting_for) == ("pending", "documents")
    make.send_document(ticket, "npwp")
    assert ticket.status == "checking"


def test_a_document_that_falls_away_does_not_leave_the_ticket_waiting_for_ever(office):
    office.papers = make.make_service(
        department=office.department, has_video_call=True,
        documents=("ktp", {"code": "kuasa", "requirement": "conditional", "staff_decides": True}),
    )
    ticket = office.ticket("open_incomplete")
    power = ticket.slots.get(code="kuasa")
    power.set_necessity("required", by=office.officer)
    ticket.refresh_from_db()
    make.send_document(ticket, "ktp")
    assert ticket.status == "open", "the power of attorney is still wanted"

    with transaction.atomic():  # not judged yet: on to the check
        power.set_necessity("not_needed", by=office.officer)
        ticket.refresh_from_db()
        assert ticket.status == "checking"
        transaction.set_rollback(True)

    ticket.refresh_from_db()
    make.judge_document(ticket.slots.get(code="ktp"), by=office.officer)
    send_result(ticket, by=office.officer)
    assert ticket.status == "pending"
    power.refresh_from_db()
    power.set_necessity("not_needed", by=office.officer)  # judged and complete: on to the call
    ticket.refresh_from_db()
    assert ticket.status == "video_call" and ticket.documents_complete_at and ticket.is_clock_running
