"""What clients sent goes after the set days; a hold stops it; the dry run tells the same."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.other_files import attach
from helpdesk.attachments.samples import small_pdf
from helpdesk.documents import retention
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, IllegalMove
from helpdesk.tickets.tests.states import Office

DAY = timedelta(days=1)


@pytest.fixture
def office(db):
    DeskSettings.objects.create(keep_documents_days=90)
    return Office()


@pytest.fixture
def closed(office):
    """Two documents and one other file of the client, and the result that the desk sent; closed today."""
    ticket = office.checking()
    attach(ticket, Accepted("lampiran.pdf", small_pdf()), by=office.client)
    attach(ticket, Accepted("hasil.pdf", small_pdf()), by=office.officer)
    ticket.close("Selesai.", by=office.officer)
    ticket.refresh_from_db()
    return ticket


def left(ticket):
    return sorted(ticket.attachments.present().values_list("name", flat=True))


def after(days, ticket):
    return ticket.closed_at + days * DAY


def test_the_clients_files_go_after_the_set_days_and_the_result_stays(closed):
    assert retention.delete_due(after(89, closed)) == 0
    assert retention.delete_due(after(90, closed)) == 3
    assert left(closed) == ["hasil.pdf"]
    assert retention.delete_due(after(91, closed)) == 0


def test_the_bytes_go_and_name_size_fingerprint_and_verdict_stay(closed, django_capture_on_commit_callbacks):
    slot = closed.slots.get(code="ktp")
    file = slot.current
    storage, path = file.file.storage, file.file.name
    with django_capture_on_commit_callbacks(execute=True):
        retention.delete_due(after(90, closed))
    gone = Attachment.objects.get(pk=file.pk)
    assert not storage.exists(path)
    assert (gone.name, gone.size, gone.sha256) == (file.name, file.size, file.sha256)
    assert (gone.removed_why, gone.removed_by) == ("retention", None)
    assert closed.slots.get(code="ktp").state == "sent"
    event = closed.events.get(kind=EventKind.DOCUMENTS_DELETED)
    assert event.new["count"] == 3
    assert {one["sha256"] for one in event.new["files"]} >= {file.sha256}


def test_a_document_may_have_days_of_its_own(closed):
    requirement = closed.slots.get(code="ktp").requirement
    requirement.keep_days = 7
    requirement.save()
    assert retention.delete_due(after(7, closed)) == 1
    assert closed.slots.get(code="ktp").current.removed_at
    assert not closed.slots.get(code="npwp").current.removed_at
    other = closed.slots.get(code="npwp").requirement
    other.keep_days = 400
    other.save()
    assert retention.delete_due(after(90, closed)) == 1, "the other file"
    assert retention.delete_due(after(400, closed)) == 1


def test_a_hold_stops_it_until_it_is_released(office, closed):
    closed.hold("Sengketa", by=office.officer)
    assert retention.going(after(500, closed)) == [], "the dry run promises what the clock does not do"
    assert retention.delete_due(after(500, closed)) == 0
    closed.release(by=office.officer)
    assert retention.delete_due(after(500, closed)) == 3


def test_a_hold_needs_a_reason_and_is_no_client_business(office, closed):
    with pytest.raises(IllegalMove):
        closed.hold(" ", by=office.officer)
    closed.hold("Sengketa", by=office.officer)
    with pytest.raises(IllegalMove):
        closed.hold("Lagi", by=office.officer)
    assert not closed.events.readable_by_clients().filter(kind=EventKind.HELD).exists()


def test_an_open_ticket_and_a_reopened_one_keep_their_files(office, closed):
    checking = office.checking()
    closed.reopen("Belum selesai.", by=office.officer)
    assert retention.delete_due(timezone.now() + 500 * DAY) == 0
    assert len(left(checking)) == 2


def test_the_dry_run_tells_what_the_clock_would_do_and_does_nothing(closed, monkeypatch):
    monkeypatch.setattr(retention.timezone, "now", lambda: after(90, closed))
    said = StringIO()
    call_command("delete_documents", "--dry-run", stdout=said)
    assert f"#{closed.number}: 3 files" in said.getvalue()
    assert len(left(closed)) == 4
    said = StringIO()
    call_command("delete_documents", stdout=said)
    assert "3 files deleted" in said.getvalue()
    assert left(closed) == ["hasil.pdf"]


def test_the_day_is_announced_on_the_closed_ticket(office, closed):
    files = list(closed.attachments.present().select_related("version__slot__requirement", "uploaded_by"))
    assert retention.announced(closed, files, 90) == after(90, closed)
    requirement = closed.slots.get(code="ktp").requirement
    requirement.keep_days = 30
    requirement.save()
    files = list(closed.attachments.present().select_related("version__slot__requirement", "uploaded_by"))
    assert retention.announced(closed, files, 90) == after(30, closed)
    closed.hold("Sengketa", by=office.officer)
    assert retention.announced(closed, files, 90) is None


def test_many_tickets_are_deleted_round_by_round(office):
    tickets = []
    for _n in range(3):
        ticket = office.checking()
        ticket.close("Selesai.", by=office.officer)
        tickets.append(ticket)
    at = timezone.now() + 91 * DAY
    assert retention.delete_due(at, limit=2) == 4
    assert retention.delete_due(at, limit=2) == 2


def test_a_replaced_file_says_why_it_went(office):
    ticket = office.checking()
    slot = ticket.slots.get(code="ktp")
    first = slot.current
    make.send_document(ticket, "ktp")
    first.refresh_from_db()
    assert first.removed_why == "replaced"


def test_the_clock_reads_only_files_that_are_still_there(closed):
    """Years of closed tickets, nearly all of whose files have gone: the plan takes both partial indexes."""
    file = closed.attachments.present().first()
    facts = {"ticket": closed, "size": 1, "sha256": "0" * 64, "uploaded_by": file.uploaded_by, "removed_at": timezone.now()}
    Attachment.objects.bulk_create(Attachment(name=f"{n}.pdf", **facts) for n in range(3000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE helpdesk_attachment")
        cursor.execute("ANALYZE helpdesk_ticket")
        cursor.execute("SET LOCAL enable_seqscan = off")  # a table of a test is small enough to be read whole
    plan = retention.due(after(90, closed)).explain()
    assert "attachment_present" in plan, plan
    assert "attachment_of_ticket" not in plan


@pytest.mark.parametrize("what", ["hold", "reopen"])
def test_what_is_held_or_reopened_while_the_clock_is_at_it_stays(office, closed, what):
    at = after(90, closed)
    due = retention.going(at)
    getattr(closed, what)("Sengketa.", by=office.officer)
    assert [retention._delete(one.ticket, [file.pk for file in one.files], at) for one in due] == [0]
    assert len(left(closed)) == 4
