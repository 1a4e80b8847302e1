"""Keeping and deleting (UU 27/2022, articles 43 and 44): what clients sent goes a set number of days after closing.

Name, size, fingerprint and verdict stay in the rows. What the desk itself sent (the result) stays, and so does everything
of a ticket that is held.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, DateTimeField, DurationField, ExpressionWrapper, F, IntegerField, Min, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from helpdesk.accounts.models import Role
from helpdesk.attachments.models import Attachment, Removed
from helpdesk.catalogue.models import DocumentRequirement
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import EventKind, Ticket

DAY = timedelta(days=1)
BATCH = 200
"""Tickets of one round of the clock; the next round goes on."""


@dataclass(frozen=True)
class Going:
    """The files of one ticket that are due, for the dry run and for the deletion."""

    ticket: Ticket
    files: tuple

    @property
    def size(self):
        return sum(file.size for file in self.files)


def of_clients():
    """Which files the rule is about: sent for a document, or by somebody who is not of the desk."""
    desk = [Role.STAFF, Role.ADMIN, Role.SUPERADMIN]
    return Q(version__isnull=False) | ~Q(uploaded_by__role__in=desk)


def with_date(files, days):
    """Annotate `goes_at`: closing plus the document's own days, else `days` of the settings; None while not closed."""
    own = F("version__slot__requirement__keep_days")
    keep = Cast(Coalesce(own, Value(days)), IntegerField())
    return files.annotate(
        goes_at=Case(
            When(ticket__closed_at=None, then=None),
            default=ExpressionWrapper(
                F("ticket__closed_at") + ExpressionWrapper(keep * Value(DAY), output_field=DurationField()),
                output_field=DateTimeField(),
            ),
        )
    )


def due(at=None, *, days=None):
    """Attachments whose bytes may go now: closed long enough, not held, still there."""
    days = DeskSettings.current().keep_documents_days if days is None else days
    files = Attachment.objects.present().filter(of_clients(), ticket__closed_at__isnull=False, ticket__held_at=None)
    # Two partial indexes keep this short however many years there are: `ticket_closed`, since nothing closed later than
    # the shortest wait can be due, and `attachment_present`, since of most closed tickets nothing is left.
    shortest = min(days, _shortest_of_documents(days))
    at = at or timezone.now()
    return with_date(files.filter(ticket__closed_at__lte=at - shortest * DAY), days).filter(goes_at__lte=at)


def _shortest_of_documents(days):
    own = DocumentRequirement.objects.aggregate(least=Min("keep_days"))["least"]
    return days if own is None else own


def going(at=None, *, limit=BATCH):
    """[Going, …] of at most `limit` tickets, those closed longest first."""
    files = due(at)
    keys = list(files.order_by("ticket__closed_at", "ticket_id").values_list("ticket_id", flat=True).distinct()[:limit])
    of_ticket = defaultdict(list)
    for file in files.filter(ticket__in=keys).select_related("ticket", "version__slot").order_by("pk"):
        of_ticket[file.ticket_id].append(file)
    return [Going(of_ticket[key][0].ticket, tuple(of_ticket[key])) for key in keys if key in of_ticket]


def delete_due(at=None, *, limit=BATCH):
    """Delete what is due, one transaction and one event per ticket; return how many files went."""
    at = at or timezone.now()
    return sum(_delete(one.ticket, [file.pk for file in one.files], at) for one in going(at, limit=limit))


@transaction.atomic
def _delete(ticket, keys, at):
    ticket.refresh_from_db(from_queryset=Ticket._base_manager.select_for_update())
    if ticket.closed_at is None or ticket.is_held:  # reopened or held a moment ago
        return 0
    files = list(due(at).filter(pk__in=keys, ticket=ticket).select_for_update(of=("self",)))
    for file in files:
        file.discard(by=None, at=at, why=Removed.RETENTION)
    if files:
        kept = [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in files]
        ticket.record(EventKind.DOCUMENTS_DELETED, by=None, at=at, new={"count": len(files), "files": kept})
    return len(files)


def announced(ticket, files, days) -> datetime | None:
    """When the first of these files goes, for the ticket's page; None while open, held, or with nothing to go.

    `files`: the present attachments of the ticket with `version__slot__requirement`; no query.
    """
    if ticket.closed_at is None or ticket.is_held:
        return None
    dates = [ticket.closed_at + own_days(file, days) * DAY for file in files if is_of_client(file)]
    return min(dates, default=None)


def is_of_client(file):
    return getattr(file, "version", None) is not None or not file.uploaded_by.is_desk


def own_days(file, days):
    version = getattr(file, "version", None)
    requirement = version.slot.requirement if version else None
    return requirement.keep_days if requirement and requirement.keep_days is not None else days
