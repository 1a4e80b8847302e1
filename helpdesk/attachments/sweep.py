"""A job for the clock: delete files that no row knows, left by a process that was killed. Safe to run twice at once."""

import logging
from datetime import timedelta
from itertools import islice

from django.apps import apps
from django.db.models import FileField
from django.utils import timezone

from helpdesk.attachments import page_pictures, parts
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.storage import stored_path
from helpdesk.attachments.upload import Upload

FOLDER = "attachments"
AGE = timedelta(days=1)
"""Younger files may belong to a transaction that has not ended."""
BATCH = 500

log = logging.getLogger(__name__)


def sweep_orphans(at=None):
    """Delete files older than a day that no row names, parts of no upload and pictures of no file; return how many."""
    storage, at = private(), at or timezone.now()
    swept = 0
    for name in orphans(storage):
        if is_old(storage, name, at):
            storage.delete(name)
            swept += 1
    if swept:
        log.warning("%s files without a row were deleted", swept)
    return swept


def private():
    return Attachment._meta.get_field("file").storage


def owners():
    """Every (model, field) whose files lie in FOLDER: attachments, kept documents, and what comes to it."""
    return [
        (model, field.name) for model in apps.get_app_config("helpdesk").get_models() for field in model._meta.fields
        if isinstance(field, FileField) and field.upload_to is stored_path
    ]  # fmt: skip


def orphans(storage):
    """The names of all files that no row knows, of any age."""
    yield from _unknown(_below(storage, FOLDER), _known_files)
    yield from _unknown(_below(storage, parts.FOLDER), _known_parts)
    yield from _unknown(_below(storage, page_pictures.FOLDER), _known_pictures)


def _unknown(names, known_of):
    while batch := list(islice(names, BATCH)):
        known = known_of(batch)
        yield from (name for name in batch if name not in known)


def _known_files(names):
    return {
        name for model, field in owners()
        for name in model._base_manager.filter(**{f"{field}__in": names}).values_list(field, flat=True)
    }  # fmt: skip


def _known_parts(names):
    keys = {name.split("/")[1] for name in names}
    rows = Upload.objects.filter(key__in=keys).values_list("key", "parts")
    return {parts.part_name(key, offset) for key, offsets in rows for offset in offsets}


def _known_pictures(names):
    keys = {name.split("/")[1] for name in names}
    present = set(Attachment.objects.present().filter(key__in=keys).values_list("key", flat=True))
    return {name for name in names if name.split("/")[1] in present}


def _below(storage, folder):
    try:
        folders = storage.listdir(folder)[0]
    except FileNotFoundError:  # nothing was ever uploaded
        return
    for inner in folders:
        try:
            names = storage.listdir(f"{folder}/{inner}")[1]
        except FileNotFoundError:  # an upload that has just ended
            continue
        for name in names:
            yield f"{folder}/{inner}/{name}"


def is_old(storage, name, at):
    """Old enough to belong to nothing that is still going on."""
    try:
        return storage.get_modified_time(name) < at - AGE
    except FileNotFoundError:  # another sweep was faster
        return False
