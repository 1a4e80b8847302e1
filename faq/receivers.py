"""The FAQ's listeners."""

from django.dispatch import receiver
from wagtail.signals import published

from faq.feedback import Opening
from faq.models import FAQEntry
from helpdesk.tickets.models import EventKind
from helpdesk.tickets.signals import ticket_event_recorded


@receiver(published, sender=FAQEntry, dispatch_uid="faq.published")
def tell_whoever_asked(sender, instance, **kwargs):
    instance.tell_the_asker()


@receiver(ticket_event_recorded, dispatch_uid="faq.ticket_sent")
def answers_did_not_help(sender, ticket, event, **kwargs):
    """Who sends a ticket all the same was not helped by what they had opened before it."""
    if event.kind == EventKind.SUBMITTED:
        Opening.objects.waiting(by=ticket.requester_id, at=event.at).update(ticket=ticket)
