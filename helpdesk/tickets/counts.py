"""Counts beside the lists: for the desk kept ones (tally.py), for what was searched counted ones."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from helpdesk.common.dates import end_of_day
from helpdesk.departments.models import Department
from helpdesk.tickets import tally
from helpdesk.tickets.models import DueMark
from helpdesk.tickets.models.status import DONE, NOT_DONE
from helpdesk.tickets.readers import ByReader
from helpdesk.tickets.ways import way_of_kept

# Of the past no more than this is shown; more reads “1.000+”.
LIMIT = 1000


class Cells:
    """How many tickets of each status each department has, among what a list would show without these two filters.

    `is_more`: there are more than these; then every number says “at least”.
    """

    def __init__(self, numbers, is_more=False):
        """`numbers`: {(department, status): number}."""
        self.numbers, self.is_more = numbers, is_more

    def by_status(self, department=None):
        return self._summed(1, department, None)

    def by_department(self, statuses=None):
        return self._summed(0, None, statuses)

    def of(self, department, statuses):
        return sum(self._summed(0, department, statuses).values())

    def _summed(self, place, department, statuses):
        found = Counter()
        for key, number in self.numbers.items():
            if (department is None or key[0] == department) and (statuses is None or key[1] in statuses):
                found[key[place]] += number
        return found


@dataclass(frozen=True)
class Kept:
    """`cells`: what a list of the desk shows; `of_ways`: {way: Cells} of at least these tickets, each in one way only."""

    cells: Cells
    of_ways: dict


def kept(user, quick=""):
    """The Kept of what somebody of the desk sees, among one quick filter or all; one query, exact."""
    if quick in TIMELESS:
        found = {row[:3]: {"listed": row[3], "held": row[3]} for row in TIMELESS[quick].rows(user)}
    elif quick in TIMED:
        at = timezone.now()
        found = tally.summed(TIMED[quick].rows(user, at=at, midnight=end_of_day(at)), ("listed", "held"), BY)
    else:
        found = tally.count(user, _kinds(user, quick), by=BY)
    cells, of_ways = Counter(), {}
    for (watcher, department, status), numbers in found.items():
        if numbers["listed"]:
            cells[department, status] += numbers["listed"]
        if numbers["held"]:
            of_ways.setdefault(way_of_kept(user, watcher, department), Counter())[department, status] += numbers["held"]
    return Kept(Cells(cells), {way: Cells(numbers) for way, numbers in of_ways.items()})


# The same as the quick filters of the list, in the words of the tally.
QUICK = {
    "": lambda user: lambda mark: Q(),
    "mine": lambda user: lambda mark: tally.IS_OPEN & Q(assignee=user),
    "unassigned": lambda user: lambda mark: tally.IS_OPEN & Q(assignee=None),
    "overdue": lambda user: lambda mark: Q(**{mark: DueMark.LATE}),
    "today": lambda user: lambda mark: Q(**{mark: DueMark.TODAY}),
    "to_check": lambda user: lambda mark: Q(to_check=True),
}


BY = ("watcher_id", "department_id", "status")


def _kinds(user, quick):
    kind = QUICK[quick](user)
    # Which way a ticket that has just become late is seen, its mark cannot tell: any that is open may be it.
    held = (lambda mark: tally.IS_OPEN) if quick in {"overdue", "today"} else kind
    return {"listed": kind, "held": held}


def _timeless(quick):
    return ByReader(lambda reader: tally.as_kept(reader, {"listed": QUICK[quick](reader)}, by=BY))


def _timed(quick):
    def build(reader, at, midnight):
        return tally.counted(reader, _kinds(reader, quick), by=BY, at=at, midnight=midnight)

    return ByReader(build, at=datetime, midnight=datetime)


# Put together once: of the first the statement is the same at any time.
TIMED = {quick: _timed(quick) for quick in ("overdue", "today")}
TIMELESS = {quick: _timeless(quick) for quick in ("", "unassigned", "to_check")}


def count_few_by_status(tickets):
    """{status: how many} of tickets that are mostly few, such as one person's own: a simple query, which is asked again
    in the other way where they are more than LIMIT."""
    some = tickets.order_by().values("pk")[: LIMIT + 1]
    counts = dict(_grouped(tickets.model._base_manager.filter(pk__in=some)))
    return counts if sum(counts.values()) <= LIMIT else count_by_status(tickets)


def count_by_status(tickets):
    """Return {status: how many} among `tickets`; one query.

    What is not done is counted exactly. Of each done status no more than LIMIT + 1 rows are looked at, so that
    a million closed tickets cost no more than a thousand; `capped` shows such a number as “1.000+”.
    """
    tickets = tickets.order_by()
    parts = [_grouped(tickets.filter(status__in=sorted(NOT_DONE)))]
    for status in sorted(DONE):
        some = tickets.filter(status=status).values("pk")[: LIMIT + 1]
        parts.append(_grouped(tickets.model._base_manager.filter(pk__in=some)))
    return dict(parts[0].union(*parts[1:], all=True))


def _grouped(tickets):
    return tickets.order_by().values_list("status").annotate(count=Count("pk"))


def departments():
    """The departments that answer, as far as a list names them; one query."""
    return list(Department.objects.active().only("name", "name_en"))
