"""Tickets in short, as the dashboard lists them."""

from django import template
from django.utils import timezone
from django.utils.html import format_html_join

from helpdesk.common.context import viewer_of
from helpdesk.tickets.rows import short_row

register = template.Library()


@register.simple_tag(takes_context=True)
def short_rows(context, tickets, age=False):
    """The rows of `tickets` for this reader; `age`: since when, instead of the due date."""
    reader, now = viewer_of(context.request), timezone.now()
    return format_html_join("", "{}", ((short_row(ticket, reader=reader, now=now, age=age),) for ticket in tickets))
