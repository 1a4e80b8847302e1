"""With a scanner nothing opens before it was scanned; an infected file goes; a scanner that is down means waiting."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.attachments import clamd, scanning
from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.models import Attachment, Scan
from helpdesk.attachments.other_files import attach
from helpdesk.attachments.samples import small_pdf
from helpdesk.attachments.tests import clamd as scanners
from helpdesk.documents.models import SlotState
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, IllegalMove, Status
from helpdesk.tickets.tests.states import Office

INFECTED = small_pdf() + b"\n% " + scanners.EICAR + b"\n"


@pytest.fixture
def office(db):
    return Office()


@pytest.fixture
def scanner(settings):
    with scanners.fake() as address:
        settings.CLAMD_ADDRESS = address
        yield address


@pytest.fixture
def no_scanner_answers(settings, tmp_path):
    settings.CLAMD_ADDRESS = str(tmp_path / "nobody.ctl")


def send(ticket, code, content, by):
    slot = ticket.slots.get(code=code)
    slot.ticket = ticket
    slot.send(Accepted(f"{code}.pdf", content), by=by)
    slot.refresh_from_db()
    return slot


def download(client, person, file):
    client.force_login(person)
    return client.get(reverse("helpdesk:attachment", args=[file.ticket.number, file.key]))


def test_without_a_scanner_nothing_waits(office, client):
    ticket = office.checking()
    file = ticket.slots.first().current
    assert file.scan == Scan.NONE
    assert download(client, office.client, file).status_code == 200


def test_a_clean_file_opens_after_the_scan(office, scanner, client):
    file = send(office.open_incomplete(), "ktp", small_pdf(), office.client).current
    assert file.scan == Scan.CLEAN
    assert file.scanned_at
    assert download(client, office.officer, file).status_code == 200


def test_a_file_that_waits_opens_for_nobody_and_is_not_judged(office, no_scanner_answers, client):
    ticket = office.open_incomplete()
    slot = send(ticket, "ktp", small_pdf(), office.client)
    assert slot.current.scan == Scan.WAITING
    for person in (office.client, office.officer, make.make_superadmin()):
        assert download(client, person, slot.current).status_code == 404
    assert f'href="{slot.current.get_absolute_url()}"' not in client.get(ticket.get_absolute_url()).content.decode()
    slot.ticket = ticket
    with pytest.raises(IllegalMove):
        slot.judge("accept", key=slot.current.key, by=office.officer)


def test_the_clock_asks_again_until_the_scanner_answers(office, no_scanner_answers, settings):
    slot = send(office.open_incomplete(), "ktp", small_pdf(), office.client)
    later = slot.current.created_at + scanning.AGAIN_AFTER
    assert scanning.scan_waiting(later) == 0
    with scanners.fake() as address:
        settings.CLAMD_ADDRESS = address
        assert scanning.scan_waiting(later) == 1
        assert scanning.scan_waiting(later) == 0
    slot.current.refresh_from_db()
    assert slot.current.scan == Scan.CLEAN


def test_lost_bytes_do_not_keep_the_files_behind_them_waiting(office, no_scanner_answers, settings, monkeypatch):
    monkeypatch.setattr(scanning, "BATCH", 1)
    lost, good = (send(office.open_incomplete(), "ktp", small_pdf(), office.client).current for _ in range(2))
    lost.file.storage.delete(lost.file.name)
    with scanners.fake() as settings.CLAMD_ADDRESS:
        assert scanning.scan_waiting(at=timezone.now() + scanning.AGAIN_AFTER) == 1
    lost.refresh_from_db(), good.refresh_from_db()
    assert (lost.scan, good.scan) == (Scan.WAITING, Scan.CLEAN)


def test_the_first_silence_of_the_scanner_ends_the_round(office, no_scanner_answers, monkeypatch):
    for _ in range(3):
        send(office.open_incomplete(), "ktp", small_pdf(), office.client)
    asked = []

    def silent(stream):
        asked.append(stream)
        raise clamd.ScannerDown("timed out")

    monkeypatch.setattr(clamd, "ping", lambda: True)
    monkeypatch.setattr(clamd, "scan", silent)
    assert scanning.scan_waiting(at=timezone.now() + scanning.AGAIN_AFTER) == 0
    assert len(asked) == 1 and Attachment.objects.filter(scan=Scan.WAITING).count() == 3


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"nonsense\0"])
def test_an_answer_that_is_no_verdict_is_never_a_pass(office, settings, answer):
    with scanners.fake(lambda body: answer) as address:
        settings.CLAMD_ADDRESS = address
        slot = send(office.open_incomplete(), "ktp", small_pdf(), office.client)
    assert slot.current.scan == Scan.WAITING


def test_an_infected_document_goes_and_is_asked_for_again(office, scanner, client, django_capture_on_commit_callbacks):
    ticket = office.open_incomplete()
    send(ticket, "npwp", small_pdf(), office.client)
    with django_capture_on_commit_callbacks(execute=True):
        slot = send(ticket, "ktp", INFECTED, office.client)
    ticket.refresh_from_db()
    file = Attachment.objects.get(pk=slot.current_id)
    assert (slot.state, file.scan, file.removed_why) == (SlotState.REFUSED, Scan.INFECTED, "infected")
    assert "Eicar-Test" in slot.reason
    assert (ticket.status, ticket.wanted_documents) == (Status.OPEN, 1), "it had gone to the check and comes back"
    event = ticket.events.get(kind=EventKind.FILE_INFECTED)
    assert not event.is_internal
    assert office.client.notifications.filter(event=event).exists()
    assert download(client, office.client, file).status_code == 404
    page = client.get(ticket.get_absolute_url()).content.decode()
    assert slot.reason in page


def test_a_clean_file_takes_the_place_of_an_infected_one(office, scanner):
    ticket = office.open_incomplete()
    send(ticket, "npwp", small_pdf(), office.client)
    send(ticket, "ktp", INFECTED, office.client)
    send(ticket, "ktp", small_pdf(), office.client)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.wanted_documents) == (Status.CHECKING, 0)


def test_an_infected_other_file_goes_and_the_ticket_says_so(office, scanner):
    ticket = office.open()
    file = attach(ticket, Accepted("lampiran.pdf", INFECTED), by=office.client)
    file.refresh_from_db()
    assert (file.scan, file.removed_why) == (Scan.INFECTED, "infected")
    assert ticket.events.filter(kind=EventKind.FILE_INFECTED).count() == 1


def test_an_infected_file_of_a_ticket_that_was_done_meanwhile_goes_too(office, no_scanner_answers, settings):
    ticket = office.open_incomplete()
    slot = send(ticket, "ktp", INFECTED, office.client)
    ticket.cancel("Tidak jadi.", by=office.client)
    with scanners.fake() as address:
        settings.CLAMD_ADDRESS = address
        assert scanning.scan_waiting(slot.current.created_at + scanning.AGAIN_AFTER) == 1
    assert not ticket.attachments.present().exists()


def test_the_verdict_is_written_once(office, no_scanner_answers):
    slot = send(office.open_incomplete(), "ktp", small_pdf(), office.client)
    scanning.settle(slot.current, "")
    scanning.settle(slot.current, "Eicar-Test")
    slot.current.refresh_from_db()
    assert (slot.current.scan, slot.current.removed_at) == (Scan.CLEAN, None)


@pytest.mark.skipif(not scanners.is_installed(), reason="no clamd on this machine")
def test_a_real_clamd_refuses_eicar_and_passes_a_clean_file(office, settings):
    with scanners.real() as address:
        settings.CLAMD_ADDRESS = address
        assert clamd.ping()
        assert clamd.scan(io.BytesIO(scanners.EICAR)).startswith("Eicar-Test")
        assert clamd.scan(io.BytesIO(small_pdf())) == ""
        ticket = office.open_incomplete()
        assert send(ticket, "ktp", INFECTED, office.client).state == SlotState.REFUSED
        assert send(ticket, "npwp", small_pdf(), office.client).current.scan == Scan.CLEAN
