"""What happens to a stored file: its bytes go, its row stays."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.attachments import page_pictures
from helpdesk.attachments.storage import delete_on_commit
from helpdesk.tickets.models import EventKind, IllegalMove


class AttachmentVerbs:
    """Mixin of Attachment."""

    def discard(self, *, by, at=None, why=""):
        """Delete the bytes when the caller's transaction commits; name, size and times stay. Records no event."""
        if self.removed_at is not None:
            return
        name, storage = self.file.name, self.file.storage
        self.file, self.removed_at, self.removed_by = "", at or timezone.now(), by
        self.removed_why = why or ("person" if by else "")
        with transaction.atomic():
            self.save(update_fields=["file", "removed_at", "removed_by", "removed_why"])
            delete_on_commit(storage, name)
            transaction.on_commit(lambda: page_pictures.forget(self), robust=True)

    def remove(self, *, by, at=None):
        """Take one of the ticket's “other files” away again and record it.

        Raises IllegalMove with a sentence for a file of a document (`slot.remove_file` is the way there), of a
        message (what was said stays said) and of a finished ticket.
        """
        at = at or timezone.now()
        ticket = self.ticket
        with transaction.atomic():
            ticket.refresh_from_db(from_queryset=type(ticket)._base_manager.select_for_update())
            self.refresh_from_db()
            self.ticket = ticket
            if self.removed_at is not None:
                raise IllegalMove(_("There is no file here."))
            if ticket.is_done:
                raise IllegalMove(_("The ticket is done; its documents stay as they are."))
            if self.message_id or hasattr(self, "version"):
                raise IllegalMove(_("This file belongs to a document or a message; it cannot be removed here."))
            self.discard(by=by, at=at)
            ticket.record(EventKind.FILE_REMOVED, by=by, at=at, old={"name": self.name, "size": self.size})
