"""The words in which uploads are looked up, and how one begins."""

import hashlib
import re
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Count, F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.models import User
from helpdesk.attachments.limits import MIB
from helpdesk.common.throttle import Rate

RATE = Rate(120, 600)
"""So many uploads may one person begin in ten minutes."""
MOST_OPEN = 20
MOST_BYTES = 128 * MIB
"""What one person may have on its way at once, by number and by announced size."""
LEFT_ALONE = timedelta(minutes=1)
"""A whole upload that nobody has judged after this time lost its worker."""

CONTENT_HASH = re.compile(r"[0-9a-f]{64}")


class TooManyUploads(Exception):
    """This person has too much on its way; `str()` says what to do."""


def fingerprint_of(said, name, size):
    """The idempotency key of a file: its SHA-256 where the client knows it, which is then proved at the end; else a
    hash of what it says of the file. Empty: the client tells none, so each creation is a new upload."""
    if not said or CONTENT_HASH.fullmatch(said.lower()):
        return said.lower()
    # 63 signs: never taken for the hash of a content.
    return hashlib.sha256(f"{said}\n{name}\n{size}".encode("utf-8", "replace")).hexdigest()[:63]


class UploadQuerySet(models.QuerySet):
    def of(self, user):
        """An upload is its owner's alone; nobody else may know that it exists."""
        return self.filter(owner=user)

    def expired(self, at=None):
        return self.filter(expires_at__lte=at or timezone.now())

    def going_on(self, at=None):
        """Neither kept nor refused, and its time is not over."""
        return self.filter(state__in=["receiving", "checking"], expires_at__gt=at or timezone.now())

    def abandoned(self, at=None):
        """Whole, but the process that was to judge it has gone."""
        at = at or timezone.now()
        return self.going_on(at).filter(
            state="checking", received=F("size"), status=None, expires_at__lt=at - LEFT_ALONE + self.model.KEPT_FOR
        )

    def same(self, *, ticket, by, name, size, place, fingerprint="", at=None):
        """The upload of this very file to this place that goes on, or whose file still stands; else None."""
        known = self._known(ticket, by, place, fingerprint_of(fingerprint, name, size))
        return known if known and known.goes_on(size, at or timezone.now()) else None

    def begin(self, *, ticket, by, name, size, place, fingerprint="", at=None):
        """Return (upload, is_new). The same file for the same place goes on where it stopped, and when it has been
        kept and still stands there, that is the answer again. Raises TooManyUploads.
        """
        at = at or timezone.now()
        key = fingerprint_of(fingerprint, name, size)
        with transaction.atomic():
            # Two tabs of one person one after the other; others are not kept waiting.
            User.objects.select_for_update(no_key=True).get(pk=by.pk)
            if known := self._known(ticket, by, place, key):
                if known.goes_on(size, at):
                    return known, False
                known.forget()
            self._must_have_room(by, size, at)
            facts = {"name": name, "size": size, "place": place, "fingerprint": key or self.model.random_fingerprint()}
            expires = at + self.model.KEPT_FOR
            return self.create(ticket=ticket, owner=by, created_at=at, expires_at=expires, **facts), True

    def _known(self, ticket, by, place, key):
        if not key:
            return None
        same = self.of(by).filter(ticket=ticket, place=place, fingerprint=key).exclude(state="refused")
        return same.select_related("attachment__version").first()

    def _must_have_room(self, by, size, at):
        now = self.of(by).going_on(at).aggregate(count=Count("pk"), bytes=Sum("size", default=0))
        if now["count"] >= MOST_OPEN or now["bytes"] + size > MOST_BYTES:
            raise TooManyUploads(_("Too many of your files are on their way already. Finish them or give some up first."))
