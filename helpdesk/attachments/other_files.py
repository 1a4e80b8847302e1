"""The ticket's “other files”: what a person adds beside the required documents (rows A6, B5)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.attachments import scanning
from helpdesk.attachments.models import Attachment
from helpdesk.common import whole
from helpdesk.tickets.models import EventKind, IllegalMove

MOST = 20
"""Other files of one ticket, those taken away again not counted: enough for any case, no place to store a library."""


def other_files(ticket):
    """The files that stand in no document's place and in no message, oldest first."""
    return ticket.attachments.present().filter(message=None, version=None, is_internal=False)


def attach(ticket, accepted, *, by, at=None):
    """Keep one checked file (`checks.Accepted`) as an other file of the ticket and record it; return it.

    Raises IllegalMove with a sentence when the ticket is done or has MOST of them. The slow check of the content
    comes before, so that the ticket is locked for a moment only.
    """
    at = at or timezone.now()
    with whole.part():
        ticket.lock()
        if ticket.is_done:
            raise IllegalMove(_("The ticket is done; nothing more can be changed on it."))
        if other_files(ticket).count() >= MOST:
            raise IllegalMove(
                _("A ticket takes at most %(most)s other files. Remove one first, or put several into one PDF.")
                % {"most": MOST}
            )
        attachment = Attachment.objects.keep(accepted, ticket=ticket, by=by, at=at)
        ticket.record(EventKind.FILE_SENT, by=by, at=at, new=_told(attachment))
        scanning.queue(attachment)
    return attachment


def come_with(files, ticket, *, by, at, keys):
    """Store the checked files that come with a new ticket, as attachments with these `keys`; return the changes that tell of
    them and the rows, both for `Ticket.submit`."""
    attachments = Attachment.objects.stored(files, ticket=ticket, by=by, at=at, keys=keys)
    for attachment in attachments:
        scanning.queue(attachment)
    return [{"kind": EventKind.FILE_SENT, "new": _told(attachment)} for attachment in attachments], attachments


def _told(attachment):
    return {"attachment": attachment.pk, "name": attachment.name, "size": attachment.size}
