"""The round through the tickets whose documents can be checked now, the one that is due first at the beginning."""

from django.db.models import F, Q

from helpdesk.tickets.models import Status, Ticket


def place_of(ticket):
    """Where a ticket stands in the round: kept before its result is sent, because the due date may move with it."""
    return ticket.due_at, ticket.pk


def next_ticket(user, after=None):
    """The first ticket of the round that `user` sees, or the first behind the place `after`; None at the end.

    A ticket that waits for its client, or for further documents, is no part of it: its result cannot be sent yet.
    """
    tickets = Ticket.objects.visible_to(user).with_documents_to_check().exclude(status=Status.PENDING).filter(wanted_documents=0)
    if after is not None:
        tickets = tickets.filter(_behind(*after))
    return tickets.order_by(F("due_at").asc(nulls_last=True), "id").first()


def _behind(due_at, pk):
    if due_at is None:
        return Q(due_at=None, pk__gt=pk)
    return Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk) | Q(due_at=None)
