"""Counts beside the lists. Open tickets are few and counted exactly; the past is counted no further than a limit."""

from django.db.models import Count, OuterRef

from helpdesk.common.counting import CountOf
from helpdesk.departments.models import Department
from helpdesk.tickets.models.status import DONE, NOT_DONE

# Of the past no more than this is counted; more is shown as “1.000+”.
LIMIT = 1000


def count_few_by_status(tickets):
    """The same as `count_by_status` for tickets that are mostly few, such as one person's own: a simpler query, which is
    asked again in the other way where they are more than LIMIT."""
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


def count_by_department(tickets):
    """Return [(department, how many)] over the active departments, each counted up to LIMIT + 1; one query."""
    own = tickets.order_by().filter(department=OuterRef("pk")).values("pk")[: LIMIT + 1]
    departments = Department.objects.active().annotate(ticket_count=CountOf(own))
    return [(department, department.ticket_count) for department in departments]
