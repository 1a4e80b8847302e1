"""How many tickets came and went, by week."""

import datetime
from dataclasses import dataclass

from django.db.models import CharField, Count, Value
from django.db.models.functions import TruncWeek
from django.utils import timezone


@dataclass
class Week:
    """One week of the site's calendar, Monday to Sunday."""

    starts_on: datetime.date
    created: int = 0
    closed: int = 0


def per_week(tickets, *, weeks=12, at=None):
    """Return the last `weeks` weeks, the present one last; one query. Closed, rejected and cancelled all count as done."""
    today = timezone.localtime(at).date()
    monday = today - datetime.timedelta(days=today.weekday())
    starts = [monday - datetime.timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    since = timezone.make_aware(datetime.datetime.combine(starts[0], datetime.time.min))
    found = {start: Week(start) for start in starts}
    for what, week, count in _counted(tickets, "created", since).union(_counted(tickets, "closed", since), all=True):
        if (start := timezone.localtime(week).date()) in found:  # a clock that ran ahead is no week of ours
            setattr(found[start], what, count)
    return list(found.values())


def _counted(tickets, what, since):
    moment = f"{what}_at"
    rows = tickets.order_by().filter(**{f"{moment}__gte": since})
    rows = rows.annotate(what=Value(what, output_field=CharField()), week=TruncWeek(moment))
    return rows.values_list("what", "week").annotate(count=Count("pk"))
