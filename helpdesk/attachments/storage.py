"""Where private files lie: random names, outside every web root (LESSONS 23–25)."""

import secrets
import weakref

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.db import transaction


def private_storage():
    """The storage `private` of the settings; a function, so that tests and S3 can replace it."""
    return storages["private"]


def stored_path(instance, filename):
    """A random path for one file. Nothing of the person's own file name goes into it."""
    token = secrets.token_hex(20)
    return f"attachments/{token[:2]}/{token}.pdf"


class _Stored:
    """Lives as long as the transaction may still commit: only the list of its `on_commit` calls holds it."""


def store(content, *, field, using, name=""):
    """Write the bytes (or a Django file: one that lies on the same disk is moved) to the field's storage (`name`: else
    a random one); return the name. They go again when the transaction rolls back.

    Django tells of a commit but not of a rollback. It drops the `on_commit` calls then, and with the last of them
    this file's mark; call it inside `atomic()` only.
    """
    storage = field.storage
    name = name or stored_path(None, "")
    try:
        name = storage.save(name, content if isinstance(content, File) else ContentFile(content))
    except OSError:  # no room: what was half written goes
        storage.delete(name)
        raise
    mark = _Stored()
    undo = weakref.finalize(mark, _undo, storage, name, transaction.get_connection(using))
    undo.atexit = False
    transaction.on_commit(_Keep(mark, undo), using=using)
    return name


class _Keep:
    """Called at the commit: the file stays."""

    def __init__(self, mark, undo):
        self.mark, self.undo = mark, undo

    def __call__(self):
        self.undo.detach()


def _undo(storage, name, connection):
    # A connection that broke may have broken after the commit: then the sweep decides later, from the rows.
    if connection.connection is not None and not connection.connection.closed:
        storage.delete(name)


def delete_on_commit(storage, name):
    """Delete the bytes once the row that says so is safe. What fails here is found by the sweep."""
    transaction.on_commit(lambda: storage.delete(name), robust=True)
