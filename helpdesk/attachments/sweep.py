"""A job for the clock: delete files that no row knows, left by a process that was killed. Safe to run twice at once."""

import logging
from datetime import timedelta
from itertools import islice

from django.utils import timezone

from helpdesk.attachments.models import Attachment

FOLDER = "attachments"
AGE = timedelta(days=1)
"""Younger files may belong to a transaction that has not ended."""
BATCH = 500

log = logging.getLogger(__name__)


def sweep_orphans(at=None):
    """Delete files older than a day that no attachment names; return how many."""
    storage = Attachment._meta.get_field("file").storage
    names = (name for name in _names(storage) if _is_old(storage, name, at or timezone.now()))
    swept = 0
    while batch := list(islice(names, BATCH)):
        known = set(Attachment.objects.filter(file__in=batch).values_list("file", flat=True))
        for name in batch:
            if name not in known:
                storage.delete(name)
                swept += 1
    if swept:
        log.warning("%s files without a row were deleted", swept)
    return swept


def _names(storage):
    try:
        folders = storage.listdir(FOLDER)[0]
    except FileNotFoundError:  # nothing was ever uploaded
        return
    for folder in folders:
        for name in storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"


def _is_old(storage, name, at):
    try:
        return storage.get_modified_time(name) < at - AGE
    except FileNotFoundError:  # another sweep was faster
        return False
