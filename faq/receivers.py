"""The FAQ's listeners."""

from datetime import datetime

from django.dispatch import receiver
from wagtail.signals import published

from faq.feedback import FOLLOWS, Opening
from faq.models import FAQEntry
from helpdesk.common.planned import Planned
from helpdesk.tickets.models import EventKind
from helpdesk.tickets.signals import ticket_event_recorded


@receiver(published, sender=FAQEntry, dispatch_uid="faq.published")
def tell_whoever_asked(sender, instance, **kwargs):
    instance.tell_the_asker()


@receiver(ticket_event_recorded, dispatch_uid="faq.ticket_sent")
def answers_did_not_help(sender, ticket, event, **kwargs):
    """Who sends a ticket all the same was not helped by what they had opened before it."""
    if event.kind != EventKind.SUBMITTED:
        return
    # Asked first, and by a statement that is put together once: most tickets come without a look at an answer.
    if opened := _waiting.rows(by=ticket.requester_id, at=event.at, since=event.at - FOLLOWS):
        Opening.objects.filter(pk__in=[one.pk for one in opened], ticket=None).update(ticket=ticket)


_waiting = Planned(
    lambda by, at, since: Opening.objects.waiting(by=by, at=at, since=since).only("pk"), by=int, at=datetime, since=datetime
)
