"""Reading the kept counts: how many tickets of a kind somebody sees, exactly and at once, however many there are.

The kept rows say how late a ticket is as far as the clock has come (`DueMark`); the few tickets whose moment has passed
since then are looked up by an index and counted where they belong. So the sums are right at any moment `at`.
"""

from collections import Counter

from django.db import transaction
from django.db.models import BigIntegerField, BooleanField, Case, Count, ExpressionWrapper, Q, Sum, Value, When
from django.utils import timezone

from helpdesk.accounts.models import Role
from helpdesk.common.dates import end_of_day
from helpdesk.tickets.models import ClientTally, DueMark, Ticket, TicketTally
from helpdesk.tickets.models.status import NOT_DONE

AT_ONCE = 2000  # tickets that the clock marks in one go
IS_OPEN = Q(status__in=sorted(NOT_DONE))


def kept_for(user):
    """The rows of the tally that count what `user` sees: the same tickets as `visible_to`."""
    if user.is_active and user.role in {Role.SUPERADMIN, Role.ADMIN}:
        return TicketTally.objects.filter(watcher=None)
    if user.is_active and user.role == Role.STAFF:
        # What somebody both has and follows is counted once.
        works = Q(assignee=user) | Q(department=user.department_id) if user.department_id else Q(assignee=user)
        own = ~Q(department=user.department_id) if user.department_id else Q()
        followed = Q(watcher=user) & own & (Q(assignee=None) | ~Q(assignee=user))
        return TicketTally.objects.filter(Q(watcher=None) & works | followed)
    raise ValueError("A client's tickets are kept elsewhere: kept_for_client.")


def kept_for_client(user):
    """The same for a client: the rows that count their own tickets and those that colleagues share."""
    own = Q(requester=user)
    if user.is_member and user.organisation.shares_tickets:
        own |= Q(organisation=user.organisation_id, is_private=False)
    return ClientTally.objects.filter(own)


def own_open(user):
    """(open tickets that `user` has asked for, those of them that wait for `user`); one query."""
    own = ClientTally.objects.filter(IS_OPEN, requester=user)
    return tuple(own.aggregate(open=Sum("number", default=0), theirs=Sum("number", filter=Q(waits=True), default=0)).values())


def behind(at, midnight=None):
    """Open tickets whose mark is behind their due date, as two querysets, each a short stretch of one index."""
    tickets = Ticket.objects.order_by()
    ahead = tickets.filter(due_mark=DueMark.AHEAD, due_at__lt=midnight or end_of_day(at))
    return ahead, tickets.filter(due_mark=DueMark.TODAY, due_at__lt=at)


def as_kept(user, kinds, *, by):
    """What `count` counts, as far as the clock has come: a queryset of tuples."""
    sums = {name: Sum("number", filter=kind("due_mark"), default=0) for name, kind in kinds.items()}
    return kept_for(user).order_by().values(*by).annotate(**sums).values_list(*by, *kinds)


def count(user, kinds, *, by, at=None):
    """Return {values of `by`: Counter of kinds}; one query. `kinds`: {name: function of the mark's name, giving a Q}.

    `by` may name watcher_id, department and its fields, and status. A Q may ask for status, assignee, to_check, and the
    mark by the name that it is given.
    """
    at = at or timezone.now()
    return summed(counted(user, kinds, by=by, at=at, midnight=end_of_day(at)), kinds, by)


def counted(user, kinds, *, by, at, midnight):
    """The query of `count`, for who puts it together once."""
    parts = [as_kept(user, kinds, by=by)]
    # Only where a mark is asked for can a mark that is behind matter.
    if any(kind("mark_now") != kind("due_mark") for kind in kinds.values()):
        nobody = Value(None, output_field=BigIntegerField())
        of_ticket = {
            "mark_now": _mark_at(at),
            "to_check": ExpressionWrapper(Q(unchecked_documents__gt=0), output_field=BooleanField()),
        }  # fmt: skip
        moved = {
            name: Count("pk", filter=kind("mark_now")) - Count("pk", filter=kind("due_mark")) for name, kind in kinds.items()
        }
        parts += [some.visible_to(user).annotate(watcher_id=nobody).alias(**of_ticket).values(*by).annotate(**moved) for some in behind(at, midnight)]
    return parts[0].union(*parts[1:], all=True).values_list(*by, *kinds)


def summed(rows, kinds, by):
    """What `count` returns, of the rows of its query."""
    found = {}
    for row in rows:
        numbers = found.setdefault(row[: len(by)], Counter())
        numbers.update(dict(zip(kinds, row[len(by) :], strict=True)))
    return found


def mark(at=None):
    """Let the marks follow the time, the earliest first; returns how many moved. Tickets that somebody works on wait."""
    at = at or timezone.now()
    changed = 0
    for some in behind(at):
        with transaction.atomic():
            keys = list(some.select_for_update(skip_locked=True).order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
            changed += Ticket.objects.filter(pk__in=keys).update(due_mark=_mark_at(at))
    return changed


def _mark_at(at):
    return Case(When(due_at__lt=at, then=Value(DueMark.LATE)), default=Value(DueMark.TODAY))
