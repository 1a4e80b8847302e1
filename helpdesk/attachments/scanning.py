"""Nothing opens before it was scanned: a new file waits, a task asks clamd, an infected file goes and the client is told.

A scanner that is down means waiting, never passing: the clock asks again until it answers.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from helpdesk.attachments import clamd
from helpdesk.attachments.models import Attachment, Removed, Scan
from helpdesk.tickets.models import EventKind, IllegalMove, Ticket

log = logging.getLogger(__name__)
AGAIN_AFTER = timedelta(minutes=2)
BATCH = 100


def first_state():
    return Scan.WAITING if clamd.is_on() else Scan.NONE


def queue(attachment):
    """Ask for the scan of a new file, in the transaction that keeps it."""
    if attachment.scan == Scan.WAITING:
        scan_file.enqueue(attachment.pk)


@task
def scan_file(key):
    """Scan one file. A scanner that does not answer leaves it waiting."""
    try:
        _scan(key)
    except clamd.ScannerDown as trouble:
        log.warning("The virus scanner does not answer; files wait: %s", trouble)


def _scan(key):
    """True where the file has its verdict now. Does nothing to one that was scanned or removed meanwhile. Raises ScannerDown."""
    attachment = Attachment.objects.present().filter(pk=key, scan=Scan.WAITING).first()
    if attachment is None or not clamd.is_on():
        return False
    try:
        stream = attachment.file.open("rb")
    except OSError as trouble:  # lost bytes open for nobody; `check_files` tells of them
        log.error("Attachment %s cannot be read for its scan: %s", key, type(trouble).__name__)
        return False
    with stream:
        settle(attachment, clamd.scan(stream))
    return True


def scan_waiting(at=None):
    """Ask again for files that have waited for a while, oldest first; return how many got a verdict.

    The first silence of the scanner ends the round: nobody waits half a minute for each of a hundred files.
    """
    if not clamd.is_on() or not clamd.ping():
        return 0
    before, done = (at or timezone.now()) - AGAIN_AFTER, 0
    waiting = Attachment.objects.present().filter(scan=Scan.WAITING, created_at__lte=before).order_by("pk")
    try:
        for key in _in_batches(waiting):
            done += _scan(key)
    except clamd.ScannerDown as trouble:
        log.warning("The virus scanner stopped answering; files wait: %s", trouble)
    return done


def _in_batches(waiting):
    """Keys, BATCH at a time; goes on behind what cannot be read."""
    last = 0
    while keys := list(waiting.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield from keys
        last = keys[-1]


@transaction.atomic
def settle(attachment, found, at=None):
    """Write the verdict down. `found`: what is inside, or "" for a clean file."""
    at = at or timezone.now()
    if found:
        return refuse(attachment, found, at)
    Attachment.objects.filter(pk=attachment.pk, scan=Scan.WAITING).update(scan=Scan.CLEAN, scanned_at=at)


def refuse(attachment, found, at):
    ticket = Ticket._base_manager.select_for_update().get(pk=attachment.ticket_id)
    fresh = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if fresh.scan != Scan.WAITING:
        return
    fresh.ticket = ticket
    fresh.scan, fresh.scanned_at = Scan.INFECTED, at
    fresh.save(update_fields=["scan", "scanned_at"])
    slot = getattr(fresh, "slot", None)
    try:
        if slot is not None:
            slot.refuse_infected(found, by=None, at=at)
    except IllegalMove:  # the ticket was done a moment ago: the file goes all the same
        pass
    fresh.discard(by=None, at=at, why=Removed.INFECTED)
    ticket.refresh_from_db()
    new = {"name": fresh.name, "found": found[:100], **({"slot": slot.pk, "document": slot.name} if slot else {})}
    ticket.record(EventKind.FILE_INFECTED, by=None, at=at, is_internal=fresh.is_internal, new=new)
