"""Rows and files agree, or the command says which do not (`manage.py check_files`)."""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from helpdesk.attachments import parts
from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.other_files import attach
from helpdesk.attachments.storage import private_storage
from helpdesk.attachments.sweep import sweep_orphans
from helpdesk.attachments.upload import Upload
from helpdesk.documents.vault import KeptDocument
from helpdesk.tests import factories as cast
from helpdesk.tests.files import small_pdf
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(monkeypatch, private_files):
    storage = private_storage()
    monkeypatch.setattr(KeptDocument._meta.get_field("file"), "storage", storage)
    return storage


@pytest.fixture
def ticket():
    return cast.make_ticket(service=cast.make_service(documents=["ktp", "npwp"]))


@pytest.fixture
def slot(ticket):
    return cast.send_document(ticket, "npwp")


@pytest.fixture
def upload(ticket):
    facts = {"name": "ktp.pdf", "size": 900, "place": "ktp", "fingerprint": "x"}
    upload, _new = Upload.objects.begin(ticket=ticket, by=ticket.requester, **facts)
    for start in (0, 300):
        upload.append(b"x" * 300, offset=start)
    return upload


@pytest.fixture
def kept(slot, storage):
    file = slot.current
    name = storage.save("attachments/ab/kept.pdf", ContentFile(file.file.read()))
    organisation, by = cast.make_organisation(), slot.ticket.requester
    return KeptDocument.objects.create(
        organisation=organisation, code="npwp", title="NPWP", name=file.name, size=file.size, sha256=file.sha256, file=name,
        slot=slot, accepted_at=timezone.now(), agreed_by=by,
    )  # fmt: skip


def check(*arguments):
    """Return (exit code, what was printed)."""
    out, code = io.StringIO(), 0
    try:
        call_command("check_files", *arguments, stdout=out)
    except SystemExit as end:
        code = end.code
    return code, out.getvalue()


def age(storage, name, days=2):
    old = time.time() - days * 86_400
    os.utime(storage.path(name), (old, old))


def test_it_is_silent_when_all_agree(slot, upload, kept):
    assert check("--deep") == (0, "Rows and files agree.\n")


def test_a_lost_file_is_named_and_after_the_repair_asked_for_again(slot, ticket, storage):
    storage.delete(slot.current.file.name)
    code, said = check()
    assert code == 1 and f"no bytes       attachment {slot.current_id}" in said and "npwp.pdf" not in said
    slot.refresh_from_db()
    assert slot.state == "sent" and slot.current.removed_at is None  # looking changes nothing
    assert check("--repair")[0] == 0
    slot.refresh_from_db()
    assert slot.state == "refused" and slot.reason
    assert slot.current.removed_at and slot.current.removed_by is None and slot.current.sha256
    ticket = Ticket.objects.get(pk=ticket.pk)
    assert ticket.wanted_documents == 2 and ticket.events.filter(kind="file_removed", actor=None).count() == 1
    assert check() == (0, "Rows and files agree.\n")


def test_a_lost_file_of_an_accepted_document_or_a_done_ticket_asks_nobody(slot, ticket, storage):
    type(slot).objects.filter(pk=slot.pk).update(state="accepted")
    other = attach(ticket, Accepted("lain.pdf", small_pdf()), by=ticket.requester)
    ticket.close("Selesai.", by=cast.make_admin())
    storage.delete(slot.current.file.name)
    storage.delete(other.file.name)
    assert check("--repair")[0] == 0
    slot.refresh_from_db()
    other.refresh_from_db()
    assert slot.state == "accepted" and slot.current.removed_at and other.removed_at


def test_a_file_of_another_size_or_content_is_left_for_a_person(slot, storage):
    path = Path(storage.path(slot.current.file.name))
    content = bytearray(path.read_bytes())
    content[50] ^= 1
    path.write_bytes(content)
    assert check()[0] == 0  # its size is right
    code, said = check("--deep", "--repair")
    assert code == 1 and "other content" in said and "1 disagreements, 1 left." in said
    path.write_bytes(content + b"x")
    assert "other size" in check()[1]


def test_a_file_without_a_row_goes_once_it_is_old(storage, slot):
    young = storage.save("attachments/ab/young.pdf", ContentFile(b"x"))
    old = storage.save("attachments/ab/old.pdf", ContentFile(b"x"))
    age(storage, old)
    age(storage, slot.current.file.name)
    code, said = check("--repair")
    assert code == 1 and "2 disagreements, 1 left." in said
    assert storage.exists(young) and not storage.exists(old) and storage.exists(slot.current.file.name)
    age(storage, young)
    assert check("--repair")[0] == 0 and check()[0] == 0


def test_a_part_without_an_upload_goes_and_a_lost_part_is_sent_again(storage, upload):
    stray = storage.save("uploads/tidakadalagi12345678/0", ContentFile(b"x"))
    beside = storage.save(parts.part_name(upload.key, 600), ContentFile(b"half"))
    for name in (stray, beside, parts.part_name(upload.key, 0), parts.part_name(upload.key, 300)):
        age(storage, name)
    storage.delete(parts.part_name(upload.key, 300))
    assert check("--repair")[0] == 0
    upload.refresh_from_db()
    assert (upload.received, upload.parts, upload.state) == (300, [0], "receiving")
    assert not storage.exists(stray) and not storage.exists(beside)
    assert check()[0] == 0


def test_a_lost_kept_copy_is_withdrawn(kept, storage):
    storage.delete(kept.file.name)
    assert check("--repair")[0] == 0
    kept.refresh_from_db()
    assert kept.withdrawn_at and not kept.file


def test_the_clock_never_sweeps_a_kept_document_or_a_part_on_its_way(kept, upload, storage):
    for name in (kept.file.name, parts.part_name(upload.key, 0)):
        age(storage, name)
    assert sweep_orphans(timezone.now() + timedelta(days=5)) == 0
    assert storage.exists(kept.file.name) and storage.exists(parts.part_name(upload.key, 0))
