"""A file and its row live and die together."""

import stat
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, transaction
from django.utils import timezone

from helpdesk.attachments import checks
from helpdesk.attachments import storage as storage_module
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.other_files import attach
from helpdesk.attachments.refusals import Refused
from helpdesk.attachments.sweep import sweep_orphans
from helpdesk.tests import files
from helpdesk.tickets.models import EventKind, IllegalMove


def on_disk():
    return sorted(path for path in Path(storages["private"].location).rglob("*") if path.is_file())


def receive(cast, name="akta.pdf", content=None, **more):
    upload = files.upload(content or files.small_pdf(), name)
    return attach(cast.ticket, checks.check(upload), by=cast.requester, **more)


def test_a_received_file_lies_private_under_a_random_name_with_its_fingerprint(cast):
    attachment = receive(cast, "../KTP Direktur.jpg", files.jpeg_photo())
    assert attachment.name == "KTP Direktur.pdf" and attachment.pages == 1
    (path,) = on_disk()
    assert "KTP" not in str(path) and path.suffix == ".pdf"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert checks.hashlib.sha256(path.read_bytes()).hexdigest() == attachment.sha256
    assert path.stat().st_size == attachment.size
    event = cast.ticket.events.get(kind=EventKind.FILE_SENT)
    assert event.actor == cast.requester and event.new["name"] == "KTP Direktur.pdf"


def test_a_refused_file_leaves_nothing(cast):
    with pytest.raises(Refused):
        receive(cast, "akta.pdf", files.program())
    assert on_disk() == [] and not Attachment.objects.exists()
    assert not cast.ticket.events.filter(kind=EventKind.FILE_SENT).exists()


def test_the_bytes_go_when_an_outer_transaction_rolls_back(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        receive(cast)
        assert len(on_disk()) == 1
        1 / 0  # noqa: B018
    assert on_disk() == [] and not Attachment.objects.exists()


def test_the_bytes_go_when_the_row_cannot_be_made(cast, monkeypatch):
    monkeypatch.setattr(checks.Accepted, "sha256", "x" * 65)
    with pytest.raises(Exception, match="too long"), transaction.atomic():
        receive(cast)
    assert on_disk() == []


def test_the_bytes_stay_after_the_commit(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        receive(cast)
    assert len(on_disk()) == 1


def test_the_bytes_stay_when_the_connection_broke_because_the_commit_may_have_happened(cast):
    storage, name = storages["private"], receive(cast).file.name
    storage_module._undo(storage, name, SimpleNamespace(connection=SimpleNamespace(closed=2)))
    storage_module._undo(storage, name, SimpleNamespace(connection=None))
    assert storage.exists(name)
    storage_module._undo(storage, name, SimpleNamespace(connection=SimpleNamespace(closed=0)))
    assert not storage.exists(name)


@pytest.mark.django_db(transaction=True)
def test_a_real_commit_keeps_the_bytes_and_a_real_rollback_deletes_them(request):
    cast = request.getfixturevalue("cast")
    receive(cast)
    assert len(on_disk()) == 1 and not connection.in_atomic_block
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        receive(cast)
        1 / 0  # noqa: B018
    assert len(on_disk()) == 1
    Attachment.objects.get().remove(by=cast.requester)
    assert on_disk() == []


def test_removing_deletes_the_bytes_on_commit_and_keeps_name_size_and_times(cast, django_capture_on_commit_callbacks):
    attachment = receive(cast)
    size = attachment.size
    with django_capture_on_commit_callbacks() as waiting:
        attachment.remove(by=cast.requester)
    assert len(on_disk()) == 1  # not before the commit
    for callback in waiting:
        callback()
    assert on_disk() == []
    attachment.refresh_from_db()
    assert (attachment.name, attachment.size, attachment.removed_by) == ("akta.pdf", size, cast.requester)
    assert attachment.created_at and attachment.removed_at and not attachment.file
    assert list(Attachment.objects.present()) == []
    assert cast.ticket.events.get(kind=EventKind.FILE_REMOVED).old == {"name": "akta.pdf", "size": size}
    with pytest.raises(IllegalMove):
        attachment.remove(by=cast.requester)


def test_a_file_of_a_message_stays_and_a_note_makes_its_file_internal(cast):
    note = cast.ticket.add_note("Lihat lampiran.", by=cast.staff)
    accepted = checks.check(files.upload(files.small_pdf()))
    attachment = Attachment.objects.keep(accepted, ticket=cast.ticket, by=cast.staff, message=note)
    assert attachment.is_internal
    assert list(Attachment.objects.readable_by(cast.requester)) == []
    assert list(Attachment.objects.readable_by(cast.staff)) == [attachment]
    with pytest.raises(IllegalMove):
        attachment.remove(by=cast.staff)


def test_the_sweep_deletes_only_old_files_that_no_row_knows(cast):
    kept = receive(cast)
    orphan = storages["private"].save("attachments/ab/" + "ab" * 20 + ".pdf", ContentFile(b"x"))
    other = storages["private"].save("avatars/orang.jpg", ContentFile(b"x"))
    assert sweep_orphans() == 0  # too young: its transaction may still run
    assert sweep_orphans(at=timezone.now() + timedelta(days=2)) == 1
    storage = storages["private"]
    assert (storage.exists(orphan), storage.exists(other), storage.exists(kept.file.name)) == (False, True, True)
    assert sweep_orphans(at=timezone.now() + timedelta(days=2)) == 0


def test_the_sweep_of_a_new_site_finds_nothing():
    assert sweep_orphans() == 0
