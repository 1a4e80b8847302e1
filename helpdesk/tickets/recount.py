"""When the calendar changes, the due dates of open tickets are counted anew.

Only what lies ahead: a due date that has passed stays passed, and one that was missed before the clock stood stays missed,
since what happened then does not change. A running clock is counted from its last start with the working time that was
left then; a standing clock has no due date and takes the new calendar when it goes on.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from helpdesk.tickets.models import Ticket
from helpdesk.worktime.current import working_time

AT_ONCE = 500


def later():
    """Put the work into the queue, once for all changes of one transaction, and once for several that nobody has counted yet.

    A task that waits is locked until this transaction ends, so that no worker starts it with the old calendar.
    """
    with transaction.atomic():
        waiting = DBTaskResult.objects.ready().filter(task_path=count_anew.module_path)
        if not waiting.select_for_update(skip_locked=True).first():
            count_anew.enqueue()


@task
def count_anew():
    recount()


def recount(at=None):
    """Count the due dates that lie ahead with the present calendar; return how many tickets changed. Safe to repeat."""
    at, calendar, last, changed = at or timezone.now(), working_time(), 0, 0
    while True:
        with transaction.atomic():
            ahead = Ticket.objects.filter(closed_at=None, clock_started_at__isnull=False, due_at__gt=at, pk__gt=last)
            rows = list(ahead.defer("description", "search").select_for_update().order_by("pk")[:AT_ONCE])
            wrong = [ticket for ticket in rows if _count(ticket, calendar, at)]
            Ticket.objects.bulk_update(wrong, ["due_at", "first_response_due_at"])
        changed += len(wrong)
        if len(rows) < AT_ONCE:
            return changed
        last = rows[-1].pk


def _count(ticket, calendar, at):
    """Set the two dates; True if one of them is another now."""
    before = ticket.due_at, ticket.first_response_due_at
    ticket.due_at = calendar.add(ticket.clock_started_at, ticket.working_time_left)
    is_first_run = ticket.worked_seconds == 0
    promised = ticket.first_response_due_at
    if is_first_run and ticket.first_response_at is None and promised and promised > at:
        ticket.first_response_due_at = calendar.add(ticket.clock_started_at, timedelta(hours=float(ticket.first_response_hours)))
    return (ticket.due_at, ticket.first_response_due_at) != before
