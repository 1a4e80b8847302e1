"""The number to call in the video verification: as people here write it, and as a link that opens WhatsApp."""

from django import template
from django.core.exceptions import ValidationError

from helpdesk.accounts.phone import local_form, normalise_phone

register = template.Library()


@register.filter
def whatsapp_link(number):
    """Return the wa.me address of a stored number; empty for one that cannot be called."""
    try:
        return f"https://wa.me/{normalise_phone(number).lstrip('+')}" if number else ""
    except ValidationError:
        return ""


@register.filter
def whatsapp_local(number):
    """Return the whole number as written here: “+62812…” → “0812…”."""
    try:
        return local_form(normalise_phone(number))
    except ValidationError:
        return number
