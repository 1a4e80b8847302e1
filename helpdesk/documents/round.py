"""The round through the tickets whose documents can be checked now, the one that is due first at the beginning."""

from django.db.models import Exists, F, OuterRef, Q

from helpdesk.attachments.models import Scan
from helpdesk.documents.models import DocumentSlot, SlotState
from helpdesk.tickets.models import Status, Ticket


def place_of(ticket):
    """Where a ticket stands in the round: kept before its result is sent, because the due date may move with it."""
    return ticket.due_at, ticket.pk


def ready(tickets):
    """Those whose result can be sent once every document has its verdict: nothing waits for the client, for further
    documents or for the virus scanner."""
    held = DocumentSlot.objects.filter(ticket=OuterRef("pk"), state=SlotState.SENT, current__scan=Scan.WAITING)
    return tickets.with_documents_to_check().exclude(status=Status.PENDING).filter(~Exists(held), wanted_documents=0)


def next_ticket(user, after=None):
    """The first ticket of the round that `user` sees, or the first behind the place `after`; None at the end."""
    tickets = ready(Ticket.objects.visible_to(user))
    if after is not None:
        tickets = tickets.filter(_behind(*after))
    return tickets.order_by(F("due_at").asc(nulls_last=True), "id").first()


def _behind(due_at, pk):
    if due_at is None:
        return Q(due_at=None, pk__gt=pk)
    return Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk) | Q(due_at=None)
