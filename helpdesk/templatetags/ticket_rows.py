"""Tickets in short, as the dashboard lists them."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join

from helpdesk.common import flat
from helpdesk.common.context import viewer_of
from helpdesk.tickets.rows import short_row

register = template.Library()


@register.simple_tag
def department_rows(departments):
    """The rows of `departments` (helpdesk.tickets.work.DepartmentWork), each with the way to its queue."""
    queue = reverse("helpdesk:ticket_list")
    return format_html_join("", "{}", ((_department(department, queue),) for department in departments))


def _department(department, queue):
    url, counts = f"{queue}?departemen={department.pk}&urut=due", department.counts
    return flat.draw("helpdesk/dashboard/_department.html", {"url": url, "name": department.name, "open": counts["open"], "overdue": counts["overdue"]})


@register.simple_tag(takes_context=True)
def short_rows(context, tickets, age=False):
    """The rows of `tickets` for this reader; `age`: since when, instead of the due date."""
    reader, now = viewer_of(context.request), timezone.now()
    return format_html_join("", "{}", ((short_row(ticket, reader=reader, now=now, age=age),) for ticket in tickets))
