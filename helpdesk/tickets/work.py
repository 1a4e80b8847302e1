"""What the desk has to do now: five kinds of work that do not overlap, each first by its due date.

The numbers are kept (tally.py); of the tickets only the first of each kind are read, by an index for each.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.db.models import Case, Q, Value, When
from django.utils import timezone

from helpdesk.accounts.models import User
from helpdesk.common.dates import end_of_day
from helpdesk.common.language import in_language
from helpdesk.common.prepared import Perhaps
from helpdesk.tickets import tally
from helpdesk.tickets.models import DueMark, Ticket
from helpdesk.tickets.models.status import Status
from helpdesk.tickets.readers import ByReader
from helpdesk.tickets.ways import way_of_kept, ways_of

OVERDUE, TODAY, CHECK, YOURS, NEW = "overdue", "today", "check", "yours", "new"
KINDS = (OVERDUE, TODAY, CHECK, YOURS, NEW)
OLDEST = "oldest"
# Of a ticket in one of these the desk takes the next step.
DESKS_TURN = (Status.OPEN, Status.CHECKING, Status.VIDEO_CALL)
KEPT = ("open", *KINDS)
BY = ("watcher_id", "department", "department__name", "department__name_en")


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


def conditions(user, at, midnight=None):
    """{kind: conditions}: what makes an open ticket one of the five, each condition a stretch of an index. While its clock
    stands, and it has no due date, only sent documents make work: the rest waits for the client."""
    midnight = midnight or end_of_day(at)
    later = Q(clock_started_at__isnull=False, due_at__gte=midnight, unchecked_documents=0)
    return {
        OVERDUE: [Q(clock_started_at__isnull=False, due_at__lt=at)],
        TODAY: [Q(clock_started_at__isnull=False, due_at__gte=at, due_at__lt=midnight)],
        CHECK: [Q(unchecked_documents__gt=0, due_at__gte=midnight), Q(unchecked_documents__gt=0, due_at=None)],
        YOURS: [later & Q(assignee=user, status__in=DESKS_TURN)],
        NEW: [later & Q(assignee=None)],
    }


def kept_conditions(user):
    """The same in the words of the tally, by which it counts."""
    later = lambda mark: Q(**{mark: DueMark.AHEAD}) & Q(to_check=False)  # noqa: E731
    return {
        "open": lambda mark: tally.IS_OPEN,
        OVERDUE: lambda mark: Q(**{mark: DueMark.LATE}),
        TODAY: lambda mark: Q(**{mark: DueMark.TODAY}),
        CHECK: lambda mark: Q(to_check=True) & Q(**{f"{mark}__in": [DueMark.NONE, DueMark.AHEAD]}),
        YOURS: lambda mark: later(mark) & Q(assignee=user, status__in=DESKS_TURN),
        NEW: lambda mark: later(mark) & Q(assignee=None),
    }


def work_of(user, *, rows, oldest=False, at=None):
    """Return the Work among the tickets that `user` sees; two queries.

    Of each kind at most `rows` tickets are read, and of the oldest open ones where `oldest` asks for them.
    """
    at = at or timezone.now()
    departments, ways = _by_department(user, at)
    work = Work(departments)
    kinds = [kind for kind in KINDS if work.count(kind)]
    if oldest and work.count("open"):
        kinds.append(OLDEST)
    work.first = _read(user, kinds, ways, rows, at)
    return work


def _by_department(user, at):
    """The departments, that with the most work first; and the ways in which the person sees anything that is open."""
    by_department, seen = {}, set()
    rows = _numbers.rows(user, me=user.pk, at=at, midnight=end_of_day(at))
    for (watcher, pk, name, name_en), numbers in tally.summed(rows, KEPT, BY).items():
        by_department.setdefault((pk, name, name_en), Counter()).update(numbers)
        if numbers["open"]:
            seen.add(way_of_kept(user, watcher, pk))
    found = [DepartmentWork(pk, in_language(name, en), counts) for (pk, name, en), counts in by_department.items() if counts["open"]]
    return sorted(found, key=lambda one: (-one.counts["open"], one.name)), tuple(sorted(seen))


def _counted(reader, me, at, midnight):
    return tally.counted(reader, kept_conditions(User(pk=me)), by=BY, at=at, midnight=midnight)


_numbers = ByReader(_counted, me=int, at=datetime, midnight=datetime)


def _read(user, kinds, ways, rows, at):
    """The first `rows` tickets of each kind, in their order; one query."""
    if not kinds:
        return {}
    statement = _first_tickets(tuple(kinds), ways, rows)
    found = statement.rows(user, me=user.pk, at=at, midnight=end_of_day(at))
    by_kind = {kind: sorted((ticket for ticket in found if ticket.kind == kind), key=_by_due_date)[:rows] for kind in kinds}
    if OLDEST in kinds:  # nothing that is open is older, so these are among the rows
        by_kind[OLDEST] = sorted(found, key=_by_key)[:rows]
    return {kind: some for kind, some in by_kind.items() if some}


@cache
def _first_tickets(kinds, ways, rows):
    """The statement for these kinds and ways. A kind's tickets are told by its conditions once more."""

    def build(reader, me, at, midnight):
        me = User(pk=me)
        wanted = conditions(me, at, midnight)
        theirs = ways_of(reader)
        keys = [key for kind in kinds for key in _keys_of(kind, wanted, me, [theirs[name] for name in ways], rows)]
        kind_of = Case(*(When(one, then=Value(kind)) for kind in kinds for one in wanted.get(kind, ())), default=Value(""))
        first, *others = keys
        return Ticket.objects.for_list().annotate(kind=kind_of).filter(pk__in=first.union(*others, all=True) if others else first)

    return ByReader(build, me=Perhaps(int), at=Perhaps(datetime), midnight=Perhaps(datetime))


def _keys_of(kind, wanted, me, ways, rows):
    """Keys of the first tickets of a kind, for each way and each stretch of an index by itself."""
    if kind == OLDEST:
        return [way.open().order_by("pk").values("pk")[:rows] for way in ways]
    of = [Ticket.objects.assigned_to(me)] if kind == YOURS else ways  # who has a ticket sees it
    return [way.open().filter(one).order_by("due_at", "pk").values("pk")[:rows] for way in of for one in wanted[kind]]


def _by_key(ticket):
    return ticket.pk


def _by_due_date(ticket):
    return ticket.due_at is None, ticket.due_at, ticket.pk
