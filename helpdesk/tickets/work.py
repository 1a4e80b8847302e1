"""What the desk has to do now: five kinds of work that do not overlap, each first by its due date."""

from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Q, Value, When
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
    """Return the Work among `tickets` that `user` sees; two queries, over open tickets only.

    Of each kind at most `rows` tickets are read, and of the oldest open ones where `oldest` asks for them.
    """
    at = at or timezone.now()
    wanted = conditions(user, at)
    work = Work(_by_department(tickets.open(), wanted))
    parts = {kind: tickets.open().filter(wanted[kind]).order_by("due_at", "id") for kind in KINDS if work.count(kind)}
    if oldest and work.count("open"):
        # The sum keeps the plan off the key's index: the open tickets are few, and mostly stand at its far end.
        parts[OLDEST] = tickets.open().order_by(F("id") + 0)
    work.first = _read(tickets, parts, wanted, rows)
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


def _read(tickets, parts, wanted, rows):
    """The first `rows` tickets of each part, in their order; one query. A kind's tickets are told by `wanted` once more."""
    if not parts:
        return {}
    first, *others = [part.values("pk")[:rows] for part in parts.values()]
    kind_of = Case(*(When(wanted[kind], then=Value(kind)) for kind in parts if kind != OLDEST), default=Value(""))
    known = tickets.model.objects.for_list().annotate(kind=kind_of)
    found = list(known.filter(pk__in=first.union(*others, all=True) if others else first))
    by_kind = {kind: sorted((ticket for ticket in found if ticket.kind == kind), key=_by_due_date)[:rows] for kind in parts}
    if OLDEST in parts:  # nothing that is open is older, so these are among the rows
        by_kind[OLDEST] = sorted(found, key=_by_key)[:rows]
    return {kind: some for kind, some in by_kind.items() if some}


def _by_key(ticket):
    return ticket.pk


def _by_due_date(ticket):
    return ticket.due_at is None, ticket.due_at, ticket.pk
