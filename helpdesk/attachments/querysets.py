"""The words in which attachments are looked up and kept."""

from django.db import models
from django.utils import timezone

from helpdesk.attachments.storage import store
from helpdesk.common import writing


class AttachmentQuerySet(models.QuerySet):
    def present(self):
        """Files whose bytes are still there."""
        return self.filter(removed_at=None)

    def readable_by(self, user):
        """Files of internal notes are for the desk only."""
        return self if user.is_desk else self.filter(is_internal=False)

    def keep(self, accepted, *, ticket, by, at=None, message=None):
        """Store a checked file (`checks.Accepted`) and make its row; part of the caller's verb and transaction.

        A file of an internal note is internal as well. When the transaction rolls back, the bytes go again. Call
        `scanning.queue` once the file stands in its place.
        """
        return self.keep_all([accepted], ticket=ticket, by=by, at=at, message=message)[0]

    def keep_all(self, files, **facts):
        """The same for many: their rows are made by one statement."""
        rows = self.stored(files, **facts)
        writing.insert(*rows)
        return rows

    def stored(self, files, *, ticket, by, at=None, message=None, keys=()):
        """The same, but the rows are left to the caller to write. `keys`: those that were reserved for them."""
        from helpdesk.attachments import scanning  # its verdict is about rows of this table

        field, at = self.model._meta.get_field("file"), at or timezone.now()
        return [
            self.model(
                pk=key,
                ticket=ticket,
                message=message,
                name=accepted.name,
                size=accepted.size,
                sha256=accepted.sha256,
                pages=accepted.pages,
                file=store(accepted.as_file(), field=field, using=self.db),
                is_internal=bool(message and message.is_internal),
                uploaded_by=by,
                created_at=at,
                scan=scanning.first_state(),
            )
            for accepted, key in zip(files, keys or [None] * len(files), strict=True)
        ]
