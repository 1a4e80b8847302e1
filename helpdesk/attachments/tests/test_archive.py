"""All files of a ticket in one ZIP, and the log of who opened what."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.models import Attachment, Scan
from helpdesk.attachments.opening import FileOpening, note
from helpdesk.attachments.other_files import attach
from helpdesk.attachments.samples import small_pdf
from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office


@pytest.fixture
def office(db):
    return Office()


@pytest.fixture
def ticket(office):
    ticket = office.checking()
    for _n in range(2):
        attach(ticket, Accepted("../lampiran.pdf", small_pdf()), by=office.client)
    return ticket


def archive(client, person, ticket):
    client.force_login(person)
    return client.get(reverse("helpdesk:ticket_archive", args=[ticket.number]))


def opened(answer):
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_requester_takes_everything_along(client, office, ticket):
    answer = archive(client, office.client, ticket)
    found = opened(answer)
    assert found.testzip() is None
    names = found.namelist()
    assert len(names) == 4 == len(set(names))
    assert not any("/" in name or ".." in name for name in names)
    assert answer["Content-Disposition"] == f'attachment; filename="tiket-{ticket.number}.zip"'
    slot = ticket.slots.get(code="ktp")
    inside = next(name for name in names if name.startswith(slot.name))
    assert found.read(inside) == slot.current.file.read()


def test_a_note_s_file_is_in_the_desk_s_archive_only(client, office, ticket):
    message = ticket.add_note("Rahasia", by=office.officer)
    note_ = ticket.messages.get(is_internal=True) if message is None else ticket.messages.latest("pk")
    Attachment.objects.keep(Accepted("catatan.pdf", small_pdf()), ticket=ticket, by=office.officer, message=note_)
    assert "catatan.pdf" in opened(archive(client, office.officer, ticket)).namelist()
    assert "catatan.pdf" not in opened(archive(client, office.client, ticket)).namelist()


def test_strangers_and_colleagues_get_none(client, office, ticket):
    for person in (make.make_client(), make.make_staff(department=office.other), make.make_editor()):
        assert archive(client, person, ticket).status_code == 404


def test_what_waits_for_the_scanner_and_what_was_replaced_stays_out(client, office, ticket):
    Attachment.objects.filter(pk=ticket.slots.get(code="ktp").current_id).update(scan=Scan.WAITING)
    make.send_document(ticket, "npwp")
    assert len(opened(archive(client, office.client, ticket)).namelist()) == 3


def test_a_file_whose_bytes_are_lost_is_left_out_and_was_not_taken(client, office, ticket):
    lost = ticket.slots.get(code="ktp").current
    lost.file.storage.delete(lost.file.name)
    assert len(opened(archive(client, office.officer, ticket)).namelist()) == 3
    assert not lost.openings.exists() and FileOpening.objects.count() == 3
    for file in ticket.attachments.all():
        file.file.storage.delete(file.file.name)
    assert archive(client, office.officer, ticket).status_code == 404


def test_a_ticket_without_files_has_no_archive(client, office):
    assert archive(client, office.client, office.open()).status_code == 404


def test_that_staff_took_files_is_written_down_and_the_client_s_own_reading_is_not(client, office, ticket):
    archive(client, office.client, ticket)
    file = ticket.slots.get(code="ktp").current
    client.get(file.get_absolute_url())
    assert not FileOpening.objects.exists()
    archive(client, office.officer, ticket)
    client.get(file.get_absolute_url())
    client.head(file.get_absolute_url())
    kinds = list(FileOpening.objects.filter(attachment=file, person=office.officer).order_by("pk").values_list("what", flat=True))
    assert kinds == ["archive", "original"]
    assert FileOpening.objects.filter(what="archive").count() == 4


def test_looking_again_within_the_hour_is_the_same_opening(office, ticket):
    file, now = ticket.slots.get(code="ktp").current, timezone.now()
    for minutes in (0, 30, 59, 61):
        note(file, office.officer, FileOpening.What.PAGES, at=now + timedelta(minutes=minutes))
    assert file.openings.count() == 2
