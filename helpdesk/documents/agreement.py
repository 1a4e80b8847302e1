"""Do rows and files agree? Each disagreement, and what is done about it (`manage.py check_files`)."""

import hashlib
from dataclasses import dataclass

from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from helpdesk.attachments import parts, sweep
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.upload import Upload
from helpdesk.documents.vault import KeptDocument
from helpdesk.tickets.models import IllegalMove, Ticket

NO_BYTES, NO_ROW, OTHER_SIZE, OTHER_CONTENT = "no bytes", "no row", "other size", "other content"


@dataclass(frozen=True)
class Disagreement:
    """One file that is not as its row says. `row` is None where there is none; `label` names it without personal data."""

    kind: str
    label: str
    name: str
    row: object = None


def disagreements(deep=False):
    """Give each Disagreement; `deep` reads every file and compares its SHA-256."""
    storage = sweep.private()
    for model, rows in ((Attachment, Attachment.objects.present()), (KeptDocument, KeptDocument.objects.filter(withdrawn_at=None))):
        for row in rows.order_by("pk").iterator(chunk_size=500):
            if kind := _wrong(storage, row, deep):
                yield Disagreement(kind, f"{model._meta.model_name} {row.pk}", row.file.name, row)
    for upload in Upload.objects.exclude(parts=[]).order_by("pk").iterator(chunk_size=500):
        yield from _wrong_parts(storage, upload)
    for name in sweep.orphans(storage):
        yield Disagreement(NO_ROW, "–", name)


def _wrong(storage: Storage, row, deep):
    try:
        if storage.size(row.file.name) != row.size:
            return OTHER_SIZE
        if deep and _sha256(storage, row.file.name) != row.sha256:
            return OTHER_CONTENT
    except FileNotFoundError:
        # Removed between our two looks, or truly lost.
        return NO_BYTES if type(row)._base_manager.filter(pk=row.pk, file=row.file.name).exists() else ""
    return ""


def _sha256(storage, name):
    with storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _wrong_parts(storage, upload):
    for start, end in zip(upload.parts, [*upload.parts[1:], upload.received], strict=True):
        name = parts.part_name(upload.key, start)
        try:
            kind = OTHER_SIZE if storage.size(name) != end - start else ""
        except FileNotFoundError:
            kind = NO_BYTES if Upload.objects.filter(pk=upload.pk, parts__contains=[start]).exists() else ""
        if kind:
            yield Disagreement(kind, f"upload {upload.pk}", name, upload)


def repair(found, at=None):
    """Bring row and file together where that is decided; return whether it was done.

    A file without a row goes once it is a day old. A row without bytes says so: the file counts as removed, a document that
    was not accepted yet is asked for again, a kept copy is withdrawn, an upload goes on from the hole. A file of another size or content
    stays for a person to look at: only a backup has the right one.
    """
    at = at or timezone.now()
    if found.kind == NO_ROW:
        return _delete_orphan(found.name, at)
    if isinstance(found.row, Upload):
        return _cut_back(found, at)
    if found.kind != NO_BYTES:
        return False
    with transaction.atomic():
        _mark_kept(found.row, at) if isinstance(found.row, KeptDocument) else _mark_lost(found.row, at)
    return True


def _delete_orphan(name, at):
    storage = sweep.private()
    is_old = sweep.is_old(storage, name, at)
    if is_old:
        storage.delete(name)
    return is_old


def _cut_back(found, at):
    """The upload goes on where its first wrong part began."""
    upload, start = found.row, int(found.name.rsplit("/", 1)[1])
    with upload.held():
        if start in upload.parts:
            gone = [offset for offset in upload.parts if offset >= start]
            upload.parts = [offset for offset in upload.parts if offset < start]
            upload.received, upload.state = start, Upload.State.RECEIVING
            upload.save()
            transaction.on_commit(lambda: parts.delete(upload.key, gone), robust=True)
    return True


def _mark_kept(document, at):
    document.file, document.withdrawn_at = "", at
    document.save(update_fields=["file", "withdrawn_at"])


def _mark_lost(attachment, at):
    attachment.ticket = Ticket._base_manager.select_for_update().get(pk=attachment.ticket_id)
    attachment.refresh_from_db(fields=["file", "removed_at"])
    if attachment.removed_at is not None:
        return
    slot = getattr(attachment, "slot", None)
    try:
        if slot is not None:
            slot.refuse_lost(by=None, at=at)
    except IllegalMove:  # the ticket is done: nobody is asked for anything any more
        pass
    attachment.discard(by=None, at=at)
