"""How many tickets came and went, by week: from the kept hours, whatever their number."""

import datetime
from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone

from helpdesk.common.prepared import Prepared
from helpdesk.tickets.models import TicketFlow


@dataclass
class Week:
    """One week of the site's calendar, Monday to Sunday."""

    starts_on: datetime.date
    created: int = 0
    closed: int = 0


def per_week(*, weeks=12, at=None):
    """Return the last `weeks` weeks, the present one last; one query. Closed, rejected and cancelled all count as done."""
    today = timezone.localtime(at).date()
    monday = today - datetime.timedelta(days=today.weekday())
    starts = [monday - datetime.timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    since = timezone.make_aware(datetime.datetime.combine(starts[0], datetime.time.min))
    found = {start: Week(start) for start in starts}
    for week, created, closed in _sums.rows(since=since):
        if (start := timezone.localtime(week).date()) in found:  # a clock that ran ahead is no week of ours
            found[start] = Week(start, created, closed)
    return list(found.values())


def _by_week(since):
    hours = TicketFlow.objects.filter(hour__gte=since).annotate(week=TruncWeek("hour")).order_by()
    return hours.values_list("week").annotate(Sum("created"), Sum("closed"))


_sums = Prepared(_by_week, since=datetime.datetime)
