"""The call follows its ticket."""

from django.dispatch import receiver

from helpdesk.calls import verbs
from helpdesk.tickets.models import EventKind
from helpdesk.tickets.signals import ticket_event_recorded


@receiver(ticket_event_recorded, dispatch_uid="helpdesk.calls")
def follow_the_ticket(sender, ticket, event, **kwargs):
    """Outcome recorded: the call is over. Ticket done: no call lies ahead any more. Gone to another department: its
    officers make it."""
    if event.kind == EventKind.CALL_RECORDED:
        verbs.note_outcome(ticket, event.new["outcome"])
    if event.kind == EventKind.TRANSFERRED:
        verbs.call_off_transferred(ticket, by=event.actor, at=event.at)
    if ticket.is_done:
        verbs.drop(ticket, by=event.actor)
