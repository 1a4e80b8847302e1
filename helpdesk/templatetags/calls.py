"""What pages of the desk show of video calls."""

from dataclasses import dataclass
from datetime import datetime

from django import template
from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.models import User
from helpdesk.calls.models import Call
from helpdesk.calls.permissions import CallPermissions
from helpdesk.calls.views.desk import of_me
from helpdesk.common.dates import end_of_day
from helpdesk.tickets.readers import ByReader

register = template.Library()
SHOWN = 5


@dataclass(frozen=True)
class PendingCalls:
    """The next calls, and whether there are more than these."""

    calls: list
    has_more: bool
    url: str
    now: object


def _next_of(reader, tonight, officer, mine=None):
    me = User(pk=officer, role=reader.role, department_id=mine)
    calls = Call.objects.visible_to(reader).to_do(tonight).filter(of_me(me)).select_related("ticket__service")
    return calls.only(
        "state", "starts_at", "ends_at", "officer", "ticket__number", "ticket__service__title", "ticket__service__title_en"
    ).order_by("starts_at", "pk")[: SHOWN + 1]


_next = {
    True: ByReader(_next_of, tonight=datetime, officer=int, mine=int),
    False: ByReader(_next_of, tonight=datetime, officer=int),
}


@register.simple_tag
def calls_to_do(viewer):
    """For the dashboard: proposals to answer, today's calls, and those without an outcome; None where there is none. One query."""
    if viewer is None or not CallPermissions(viewer).can_manage:
        return None
    now = timezone.now()
    mine = {"mine": viewer.department_id} if viewer.department_id else {}
    rows = _next[bool(mine)].rows(viewer, tonight=end_of_day(now), officer=viewer.pk, **mine)
    return PendingCalls(rows[:SHOWN], len(rows) > SHOWN, reverse("helpdesk:calls"), now) if rows else None
