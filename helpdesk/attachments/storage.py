"""Where private files lie: random names, outside every web root (LESSONS 23–25)."""

import secrets

from django.core.files.storage import storages


def private_storage():
    """The storage `private` of the settings; a function, so that tests and S3 can replace it."""
    return storages["private"]


def stored_path(instance, filename):
    """A random path for one file. Nothing of the person's own file name goes into it."""
    token = secrets.token_hex(20)
    return f"attachments/{token[:2]}/{token}.pdf"
