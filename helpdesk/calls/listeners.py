"""The call follows its ticket."""

from django.dispatch import receiver

from helpdesk.calls import verbs
from helpdesk.tickets.models import EventKind
from helpdesk.tickets.signals import ticket_event_recorded


@receiver(ticket_event_recorded, dispatch_uid="helpdesk.calls")
def follow_the_ticket(sender, ticket, event, **kwargs):
    """Outcome recorded: the call is over. Ticket done or verified: no call lies ahead any more."""
    if event.kind == EventKind.CALL_RECORDED:
        verbs.note_outcome(ticket, event.new["outcome"])
    if ticket.is_done:
        verbs.drop(ticket)
