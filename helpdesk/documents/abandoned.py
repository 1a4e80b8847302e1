"""Uploads that nobody goes on with: a killed worker's are finished, those whose time is over are forgotten."""

import logging
import time

from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.attachments.upload import Upload
from helpdesk.attachments.upload_verbs import Busy
from helpdesk.common.storage_full import is_storage_full
from helpdesk.documents.views.receiving import Receiver

BATCH, MOST_SECONDS = 100, 60
log = logging.getLogger(__name__)


def finish(at=None):
    """Judge whole uploads that were left alone for a minute, as their senders would; return how many have a result."""
    done = 0
    end = time.monotonic() + MOST_SECONDS
    # In any order: one that cannot be judged just now must not stand before the others for ever.
    for upload in Upload.objects.abandoned(at).select_related("ticket", "owner").order_by("?")[:BATCH]:
        if time.monotonic() > end:
            break
        try:
            with translation.override(upload.owner.language):
                _finish(upload, at)
        except Busy:  # its own worker is at it
            continue
        except OSError as error:
            if not is_storage_full(error):
                raise
            log.warning("No room in the storage: uploads wait")
            break
        done += upload.state != Upload.State.CHECKING
    return done


def _finish(upload, at):
    if upload.ticket.permissions_for(upload.owner).can_upload:
        upload.finish(Receiver(upload.ticket, upload.place, by=upload.owner).take, at=at)
    else:
        upload.postpone(_("The ticket is done; its documents stay as they are."))


def forget_expired(at=None):
    """Delete rows and parts of uploads whose time is over; files that were kept stay. Returns how many."""
    forgotten = 0
    for upload in Upload.objects.expired(at).order_by("pk")[: 10 * BATCH]:
        try:
            upload.give_up()
        except (Busy, Upload.DoesNotExist):
            continue
        forgotten += 1
    return forgotten
