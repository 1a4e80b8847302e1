"""Booked, proposed, moved, called off: who may, when, and what the history says."""

from datetime import UTC, timedelta

import pytest

from helpdesk.calls import verbs
from helpdesk.calls.models import Call
from helpdesk.calls.tests.conftest import MONDAY, hours, moment
from helpdesk.tests import factories
from helpdesk.tickets.models import ChangedMeanwhile, EventKind, IllegalMove


def kinds(ticket):
    return list(ticket.events.order_by("pk").values_list("kind", flat=True))


def test_a_client_books_an_offered_time_with_who_has_the_ticket(office, ticket):
    hours(office.colleague)
    ticket.assign_to(office.colleague, by=office.officer)
    call = verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    assert (call.state, call.officer, call.ends_at) == (Call.State.BOOKED, office.colleague, moment(7, 10, 15))
    assert kinds(ticket)[-1] == EventKind.CALL_SCHEDULED


def test_a_time_that_is_not_offered_is_refused(office, ticket):
    with pytest.raises(IllegalMove, match=r"sudah terisi|no longer"):
        verbs.book(ticket, moment(7, 13), by=office.client, at=MONDAY)
    assert not ticket.calls.exists()


def test_the_last_place_goes_to_one(office, ticket):
    other = office.ticket("video_call")
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    with pytest.raises(IllegalMove):
        verbs.book(other, moment(7, 10), by=office.client, at=MONDAY)
    verbs.book(other, moment(7, 10, 15), by=office.client, at=MONDAY)


def test_booking_again_moves_the_call_and_keeps_its_name_in_calendars(office, ticket):
    first = verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    moved = verbs.book(ticket, moment(7, 10, 30), by=office.client, at=MONDAY)
    assert (moved.pk, moved.sequence, moved.starts_at) == (first.pk, 1, moment(7, 10, 30))
    event = ticket.events.order_by("pk").last()
    assert event.kind == EventKind.CALL_MOVED
    assert event.old["starts_at"] == moment(7, 10).astimezone(UTC).isoformat()


def test_the_client_changes_until_the_limit_and_the_desk_after_it(office, ticket):
    call = verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    late = moment(7, 10) - timedelta(hours=1, minutes=59)
    with pytest.raises(IllegalMove):
        verbs.cancel(call, by=office.client, at=late)
    verbs.cancel(call, "Petugas sakit.", by=office.officer, at=late)
    assert ticket.calls.get().state == Call.State.CANCELLED
    assert ticket.events.order_by("pk").last().new["note"] == "Petugas sakit."


def test_the_client_calls_it_off_in_time_without_a_reason(office, ticket):
    call = verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    verbs.cancel(call, by=office.client, at=MONDAY)
    assert kinds(ticket)[-1] == EventKind.CALL_CANCELLED
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)


def test_the_desk_calls_it_off_with_a_reason_only(office, ticket):
    call = verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    with pytest.raises(IllegalMove):
        verbs.cancel(call, " ", by=office.officer, at=MONDAY)


def test_a_proposal_is_confirmed_by_an_officer(office, ticket):
    call = verbs.propose(ticket, moment(8, 13), note="Setelah rapat", by=office.client, at=MONDAY)
    assert (call.state, call.officer) == (Call.State.PROPOSED, None)
    verbs.confirm(call, link="https://meet.example.go.id/abc", by=office.officer, at=MONDAY)
    call.refresh_from_db()
    assert (call.state, call.officer, call.link) == (Call.State.BOOKED, office.officer, "https://meet.example.go.id/abc")
    with pytest.raises(IllegalMove):
        verbs.confirm(call, by=office.colleague, at=MONDAY)


@pytest.mark.parametrize("when", [moment(6, 9, 30), moment(11, 10), moment(7, 12, 10), moment(7, 20)])
def test_a_proposal_lies_in_working_hours_and_not_too_near(office, ticket, when):
    with pytest.raises(IllegalMove):
        verbs.propose(ticket, when, by=office.client, at=MONDAY)


def test_an_officer_cannot_confirm_two_calls_at_once(office, ticket):
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    other = office.ticket("video_call")
    call = verbs.propose(other, moment(7, 10), by=office.client, at=MONDAY)
    with pytest.raises(IllegalMove):
        verbs.confirm(call, by=office.officer, at=MONDAY)
    verbs.confirm(call, by=office.colleague, at=MONDAY)


def test_an_officer_books_a_time_with_themselves_outside_their_hours(office, ticket):
    call = verbs.book(ticket, moment(8, 14), officer=office.colleague, by=office.colleague, at=MONDAY)
    assert call.officer == office.colleague
    with pytest.raises(IllegalMove):
        verbs.book(ticket, moment(8, 14, 30), officer=office.colleague, by=office.officer, at=MONDAY)


def test_booking_a_time_answers_a_proposal(office, ticket):
    proposed = verbs.propose(ticket, moment(8, 13), by=office.client, at=MONDAY)
    verbs.book(ticket, moment(7, 10), by=office.officer, at=MONDAY)
    proposed.refresh_from_db()
    assert proposed.state == Call.State.MOVED
    assert ticket.calls.coming().count() == 1


def test_a_ticket_that_waits_for_no_call_takes_none(office):
    hours(office.officer)
    with pytest.raises(IllegalMove):
        verbs.book(office.ticket("open"), moment(7, 10), by=office.client, at=MONDAY)


def test_two_forms_of_one_ticket_the_second_is_told(office, ticket):
    seen = ticket.version
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        verbs.book(ticket, moment(7, 10, 15), by=office.officer, at=MONDAY, seen=seen)


@pytest.mark.parametrize(("outcome", "state"), [("matches", "held"), ("does_not_match", "held"), ("no_answer", "missed")])
def test_the_outcome_ends_the_call(office, ticket, outcome, state):
    call = verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    ticket.record_call(outcome, "Nama pada KTP lain.", by=office.officer, at=moment(7, 10))
    call.refresh_from_db()
    assert (call.state, call.outcome) == (state, outcome)


def test_after_no_answer_a_call_is_offered_again(office, ticket):
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    ticket.record_call("no_answer", by=office.officer, at=moment(7, 10, 20))
    verbs.book(ticket, moment(14, 10), by=office.client, at=moment(7, 11))
    assert ticket.calls.count() == 2


def test_a_finished_ticket_leaves_no_call_behind(office, ticket):
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    ticket.close("Selesai tanpa panggilan.", by=office.officer, at=MONDAY)
    assert not ticket.calls.coming().exists()
    assert verbs.book(office.ticket("video_call"), moment(7, 10), by=office.client, at=MONDAY)


def test_calls_are_seen_with_their_ticket_only(office, ticket):
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    stranger = factories.make_client()
    assert Call.objects.visible_to(office.client).count() == 1
    assert Call.objects.visible_to(office.officer).count() == 1
    assert not Call.objects.visible_to(stranger).exists()
    assert not Call.objects.visible_to(factories.make_staff(department=office.other)).exists()
