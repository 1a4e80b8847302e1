"""What pages of the desk show of contact messages. The desk comes before this app, so its templates load these tags."""

from dataclasses import dataclass

from django import template
from django.urls import reverse

from contact.models import ContactMessage
from contact.permissions import ContactPermissions

register = template.Library()
SHOWN = 5


@dataclass(frozen=True)
class ToDo:
    """The messages that wait longest, and how many there are in all."""

    messages: list
    count: int
    url: str


@register.simple_tag
def contact_messages_to_do(viewer):
    """For the dashboard: what waits for an answer, or None where nothing does or this person may not read it. One query,
    and none where the person of the session came with the answer that nothing waits (`with_duties`)."""
    if viewer is None or not ContactPermissions(viewer).can_manage or not getattr(viewer, "waiting_messages", 0):
        return None
    rows = list(ContactMessage.objects.unanswered().defer("text").order_by("created_at", "pk")[:SHOWN])
    return ToDo(rows, viewer.waiting_messages, f"{reverse('contact_desk:list')}?status=new")


@register.simple_tag
def contact_message_of(ticket, viewer):
    """The message from which a ticket was made, or None; for those who may read it. No query where the ticket was loaded
    `for_page()`."""
    if viewer is None or not ticket.is_on_behalf or not ContactPermissions(viewer).can_manage:
        return None
    if hasattr(ticket, "contact_message_pk"):
        return ContactMessage(pk=ticket.contact_message_pk) if ticket.contact_message_pk else None
    return ContactMessage.objects.filter(ticket=ticket).only("pk").first()
