"""What the desk has to do now: five kinds of work that do not overlap, each first by its due date."""

from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, Q, Value
from django.utils import timezone

from helpdesk.common.dates import end_of_day
from helpdesk.common.language import in_language
from helpdesk.tickets.models.status import Status

OVERDUE, TODAY, CHECK, YOURS, NEW = "overdue", "today", "check", "yours", "new"
KINDS = (OVERDUE, TODAY, CHECK, YOURS, NEW)
OLDEST = "oldest"
# Of a ticket in one of these the desk takes the next step.
DESKS_TURN = (Status.OPEN, Status.CHECKING, Status.VIDEO_CALL)


@dataclass
class DepartmentWork:
    """One department's open tickets; `counts` has `open` and a number per kind of work."""

    pk: int
    name: str
    counts: dict


@dataclass
class Work:
    """Numbers over all that a person sees, the same by department, and the first tickets of each kind."""

    departments: list
    first: dict = field(default_factory=dict)

    def count(self, kind):
        return sum(department.counts[kind] for department in self.departments)


def conditions(user, at):
    """What makes an open ticket one of the five. While its clock stands only sent documents make work: the rest waits for
    the client."""
    midnight = end_of_day(at)
    running, unchecked = Q(clock_started_at__isnull=False), Q(unchecked_documents__gt=0)
    later = running & Q(due_at__gte=midnight, unchecked_documents=0)
    return {
        OVERDUE: running & Q(due_at__lt=at),
        TODAY: running & Q(due_at__gte=at, due_at__lt=midnight),
        CHECK: unchecked & (Q(clock_started_at=None) | Q(due_at__gte=midnight)),
        YOURS: later & Q(assignee=user, status__in=DESKS_TURN),
        NEW: later & Q(assignee=None),
    }


def work_of(tickets, user, *, rows, oldest=False, at=None):
    """Return the Work among `tickets` that `user` sees; three queries, over open tickets only.

    Of each kind at most `rows` tickets are read, and of the oldest open ones where `oldest` asks for them.
    """
    at = at or timezone.now()
    wanted = conditions(user, at)
    work = Work(_by_department(tickets.open(), wanted))
    parts = [
        _keys(tickets.open().filter(wanted[kind]).order_by("due_at", "id"), kind, rows) for kind in KINDS if work.count(kind)
    ]
    if oldest and work.count("open"):
        # The sum keeps the plan off the key's index: the open tickets are few, and mostly stand at its far end.
        parts.append(_keys(tickets.open().order_by(F("id") + 0), OLDEST, rows))
    work.first = _read(tickets, parts)
    return work


def _by_department(tickets, wanted):
    numbers = {kind: Count("pk", filter=condition) for kind, condition in wanted.items()}
    found = tickets.order_by().values("department", "department__name", "department__name_en")
    found = found.annotate(open=Count("pk"), **numbers)
    found = found.order_by("-open", "department__name")
    return [
        DepartmentWork(row.pop("department"), in_language(row.pop("department__name"), row.pop("department__name_en")), row)
        for row in found
    ]


def _keys(tickets, kind, rows):
    return tickets.annotate(kind=Value(kind, output_field=CharField())).values_list("kind", "pk")[:rows]


def _read(tickets, parts):
    """The tickets of all parts in two queries, in their order."""
    if not parts:
        return {}
    keys = list(parts[0].union(*parts[1:], all=True))
    known = tickets.model.objects.for_list().in_bulk({pk for _kind, pk in keys})
    first = {}
    for kind, pk in keys:
        first.setdefault(kind, []).append(known[pk])
    for kind, found in first.items():
        found.sort(key=_by_key if kind == OLDEST else _by_due_date)
    return first


def _by_key(ticket):
    return ticket.pk


def _by_due_date(ticket):
    """Between the two queries somebody may have stopped the clock."""
    return ticket.due_at is None, ticket.due_at, ticket.pk
