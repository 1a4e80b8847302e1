"""What pages of the desk show of video calls."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils import timezone

from helpdesk.calls.models import Call
from helpdesk.calls.permissions import CallPermissions
from helpdesk.calls.views.desk import of_me
from helpdesk.common.dates import end_of_day

register = template.Library()
SHOWN = 5


@dataclass(frozen=True)
class PendingCalls:
    """The next calls, and whether there are more than these."""

    calls: list
    has_more: bool
    url: str
    now: object


@register.simple_tag
def calls_to_do(viewer):
    """For the dashboard: proposals to answer, today's calls, and those without an outcome; None where there is none. One query."""
    if viewer is None or not CallPermissions(viewer).can_manage:
        return None
    now = timezone.now()
    calls = Call.objects.visible_to(viewer).to_do(end_of_day(now)).filter(of_me(viewer))
    calls = calls.select_related("ticket__service").only(
        "state", "starts_at", "ends_at", "officer", "ticket__number", "ticket__service__title", "ticket__service__title_en"
    )
    rows = list(calls.order_by("starts_at", "pk")[: SHOWN + 1])
    return PendingCalls(rows[:SHOWN], len(rows) > SHOWN, reverse("helpdesk:calls"), now) if rows else None
