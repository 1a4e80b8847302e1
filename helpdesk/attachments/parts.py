"""The parts of a resumable upload in the private storage: below `uploads/<key>/`, each named by where it begins.

They lie in the storage and not in a worker's own folder, so that the next part may come to another web server.
"""

import hashlib
import tempfile
from contextlib import contextmanager

from django.core.files import File
from django.core.files.base import ContentFile

from helpdesk.attachments.limits import MIB
from helpdesk.attachments.storage import private_storage

FOLDER = "uploads"
LARGEST = MIB
"""Bytes of one part as it is kept; what comes in one longer piece is kept as several. More is never in memory."""

MOST = 2000
"""Parts of one upload: a broken line makes small ones, a hostile client makes one for each byte."""


class PartsBroken(RuntimeError):
    """What lies in the storage is not what the row says: a part is missing or has another length."""


def part_name(key, offset):
    return f"{FOLDER}/{key}/{offset}"


def write(key, offset, data):
    """Keep one part; when the storage refuses, nothing of it stays. Call it under the upload's lock."""
    storage, name = private_storage(), part_name(key, offset)
    # Left by a process that was killed before its row was saved.
    storage.delete(name)
    try:
        storage.save(name, ContentFile(data))
    except OSError:
        storage.delete(name)
        raise


def delete(key, offsets):
    """Delete these parts and, where the storage has folders, theirs."""
    storage = private_storage()
    for offset in offsets:
        storage.delete(part_name(key, offset))
    try:
        storage.delete(f"{FOLDER}/{key}")
    except OSError:  # not empty: a part without a row, which the sweep will find
        return


@contextmanager
def assembled(upload):
    """Give (file, sha256 in hex) of the whole upload; the file lies on the disk and goes at the end.

    Raises PartsBroken when a part is missing or the length is not the one that was said.
    """
    digest, storage = hashlib.sha256(), private_storage()
    with tempfile.TemporaryFile() as whole:
        for offset in upload.parts:
            if offset != whole.tell():
                raise PartsBroken(f"upload {upload.pk}: no part begins at {whole.tell()}")
            try:
                with storage.open(part_name(upload.key, offset)) as part:
                    for chunk in part.chunks():
                        digest.update(chunk)
                        whole.write(chunk)
            except FileNotFoundError as missing:
                raise PartsBroken(f"upload {upload.pk}: the part at {offset} is missing") from missing
        if whole.tell() != upload.size:
            raise PartsBroken(f"upload {upload.pk}: {whole.tell()} of {upload.size} bytes")
        whole.seek(0)
        file = File(whole, upload.name)
        file.size = upload.size
        yield file, digest.hexdigest()
