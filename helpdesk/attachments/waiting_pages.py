"""Photographed pages of one document that wait until their sender has looked at them: in the private storage, no row.

The folder is the set, the name of a page tells when it came and what was found; order and turns stand in the sender's form.
So nothing can disagree, a second tab loses nothing, and what nobody sends goes after three days.
"""

import re
import secrets
import time
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.crypto import salted_hmac

from helpdesk.attachments.storage import private_storage

FOLDER = "photos"
KEPT_FOR = timedelta(days=3)
NAME = re.compile(r"(?P<at>[0-9]{16})-(?P<marks>d?b?)-[0-9a-f]{12}")
MARKS = {"dark": "d", "blurred": "b"}


class WaitingPages:
    """One person's pages for one place (a document's code or “other”) of one ticket; nobody else can name them."""

    def __init__(self, ticket, place, *, by):
        secret = salted_hmac("helpdesk.photos", f"{by.pk}:{ticket.number}:{place}", algorithm="sha256").hexdigest()
        self.folder, self.storage = f"{FOLDER}/{secret[:40]}", private_storage()

    def names(self):
        """In the order in which they came."""
        try:
            found = self.storage.listdir(self.folder)[1]
        except FileNotFoundError:
            return []
        return sorted(name for name in found if NAME.fullmatch(name))

    def add(self, sheet):
        """Keep one page (`pictures.Sheet`); return its name."""
        marks = "".join(mark for word, mark in MARKS.items() if word in sheet.warnings)
        name = f"{time.time_ns() // 1000:016d}-{marks}-{secrets.token_hex(6)}"
        try:
            self.storage.save(f"{self.folder}/{name}", ContentFile(sheet.jpeg))
        except OSError:  # no room: what was half written goes
            self.storage.delete(f"{self.folder}/{name}")
            raise
        return name

    def read(self, name):
        """The JPEG of one page. Raises FileNotFoundError, also for what cannot be a page's name."""
        if not NAME.fullmatch(name):
            raise FileNotFoundError(name)
        with self.storage.open(f"{self.folder}/{name}") as page:
            return page.read()

    def size(self, name):
        return self.storage.size(f"{self.folder}/{name}")

    def remove(self, name):
        if NAME.fullmatch(name):
            self.storage.delete(f"{self.folder}/{name}")

    def clear(self):
        for name in self.names():
            self.remove(name)
        delete_folder(self.storage, self.folder)


def warnings_of(name):
    """What was found when the page came: "dark", "blurred"."""
    marks = NAME.fullmatch(name)["marks"]
    return [word for word, mark in MARKS.items() if mark in marks]


def forget_old(at=None):
    """Delete pages that nobody has sent for three days; return how many."""
    storage, before = private_storage(), (at or timezone.now()) - KEPT_FOR
    try:
        folders = storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return 0
    gone = 0
    for folder in (f"{FOLDER}/{name}" for name in folders):
        for name in storage.listdir(folder)[1]:
            if not NAME.fullmatch(name) or int(name[:16]) < before.timestamp() * 1_000_000:
                storage.delete(f"{folder}/{name}")
                gone += 1
        delete_folder(storage, folder)
    return gone


def delete_folder(storage, folder):
    """Where the storage has folders, an empty one goes too."""
    try:
        storage.delete(folder)
    except OSError:  # not empty: another tab has just added a page
        return
