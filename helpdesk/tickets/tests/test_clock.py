"""The clock of a ticket (DESIGN section 4): when it runs, when it stands, and what becomes of the due date."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk.documents.result import send_result
from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office
from helpdesk.worktime.current import working_time

pytestmark = pytest.mark.django_db
RESOLUTION = timedelta(hours=15)


@pytest.fixture
def office():
    return Office()


def monday(hour, minute=0, day=9):
    """A working Monday, and the days after it, in Jakarta."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_without_documents_it_runs_from_submit(office):
    ticket = make.make_ticket(requester=office.client, service=office.plain, at=monday(9))
    assert ticket.is_clock_running and ticket.due_at == working_time().add(monday(9), RESOLUTION)


def test_it_stands_while_a_required_file_was_never_sent(office):
    ticket = make.make_ticket(requester=office.client, service=office.papers, at=monday(9))
    assert not ticket.is_clock_running and ticket.due_at is None
    make.send_document(ticket, "ktp", at=monday(10))
    assert not ticket.is_clock_running
    ticket.reply("Mohon lengkapi.", by=office.officer, at=monday(10, 30))
    assert not ticket.is_clock_running, "an answer does not start it"
    make.send_document(ticket, "npwp", at=monday(11))
    assert ticket.is_clock_running and ticket.due_at == working_time().add(monday(11), RESOLUTION)


def test_it_stands_while_pending_and_the_due_date_moves_by_the_wait(office):
    ticket = make.make_ticket(requester=office.client, service=office.plain, at=monday(9))
    ticket.wait_for_client("Lantai berapa?", by=office.officer, at=monday(11))
    assert not ticket.is_clock_running and ticket.due_at is None
    assert ticket.working_time_left == RESOLUTION - timedelta(hours=2)
    ticket.reply("Lantai dua.", by=office.client, at=monday(9, day=11))
    assert ticket.due_at == working_time().add(monday(9, day=11), RESOLUTION - timedelta(hours=2))


def test_a_refused_document_stops_it_until_the_file_is_here(office):
    ticket = make.make_ticket(requester=office.client, service=office.papers, at=monday(8))
    for code in ("ktp", "npwp"):
        make.send_document(ticket, code, at=monday(9))
    make.judge_document(ticket.slots.get(code="ktp"), by=office.officer, at=monday(10))
    make.judge_document(ticket.slots.get(code="npwp"), "refuse", "Buram.", by=office.officer, at=monday(10))
    send_result(ticket, by=office.officer, at=monday(10))
    assert not ticket.is_clock_running
    ticket.reply("Sebentar.", by=office.client, at=monday(11))
    assert not ticket.is_clock_running, "a word is not the file"
    make.send_document(ticket, "npwp", at=monday(9, day=10))
    assert ticket.due_at == working_time().add(monday(9, day=10), RESOLUTION - timedelta(hours=1))


def test_escalated_runs_and_the_due_date_stays(office):
    ticket = make.make_ticket(requester=office.client, service=office.plain, at=monday(9))
    due = ticket.due_at
    ticket.escalate("LKPP", by=office.officer, at=monday(10))
    assert ticket.is_clock_running and ticket.due_at == due
    ticket.come_back(by=office.officer, at=monday(15))
    assert ticket.is_clock_running and ticket.due_at == due


def test_escalating_a_waiting_ticket_starts_it_again(office):
    ticket = make.make_ticket(requester=office.client, service=office.plain, at=monday(9))
    ticket.wait_for_client("Lantai berapa?", by=office.officer, at=monday(10))
    ticket.escalate("LKPP", by=office.officer, at=monday(11))
    assert ticket.due_at == working_time().add(monday(11), RESOLUTION - timedelta(hours=1))
    ticket.come_back(by=office.officer, at=monday(13))
    assert not ticket.is_clock_running


def test_a_missed_deadline_stays_missed(office):
    ticket = make.make_ticket(requester=office.client, service=office.plain, at=monday(9))
    due = ticket.due_at
    late = monday(9, day=16)
    assert ticket.is_overdue(late)
    ticket.wait_for_client("Masih perlu?", by=office.officer, at=late)
    assert not ticket.is_overdue(late + timedelta(days=1)), "nobody is late while the client must act"
    ticket.reply("Masih.", by=office.client, at=monday(9, day=18))
    assert ticket.due_at == due and ticket.is_overdue(monday(9, day=18))


def test_done_stops_it_and_reopening_lets_it_run_on(office):
    ticket = make.make_ticket(requester=office.client, service=office.plain, at=monday(9))
    due = ticket.due_at
    ticket.close("Selesai.", by=office.officer, at=monday(11))
    assert not ticket.is_clock_running and ticket.due_at == due, "the promise is kept for the reports"
    ticket.reopen("Belum beres.", by=office.officer, at=monday(9, day=11))
    assert ticket.due_at == working_time().add(monday(9, day=11), RESOLUTION - timedelta(hours=2))


def test_the_first_response_is_the_first_public_message_of_staff(office):
    ticket = make.make_ticket(requester=office.client, service=office.plain, at=monday(9))
    ticket.add_note("Cek dulu.", by=office.officer, at=monday(9, 30))
    ticket.reply("Ada kabar?", by=office.client, at=monday(10))
    assert ticket.first_response_at is None
    ticket.reply("Sedang kami cek.", by=office.officer, at=monday(11))
    assert ticket.first_response_at == monday(11)
