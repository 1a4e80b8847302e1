"""Many tickets at once from one person to another: somebody leaves, or moves to another department."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.signals import tickets_handed_over


@transaction.atomic
def hand_over(tickets, to, *, by, at=None):
    """Give the open ones among `tickets` (a queryset) to `to`, or to nobody (None); return how many changed hands.

    One event for each ticket. All or nothing: IllegalMove, with a sentence that names the departments, when `to` may
    not handle one of them. While `to` is away, the deputy gets those that the deputy may handle.
    """
    at = at or timezone.now()
    # In one order for everybody, so that two people who hand over the same tickets wait and do not block each other.
    locked = tickets.open().select_related(None).order_by("pk").select_for_update(of=("self",)).defer("search")
    rows = list(locked.prefetch_related("department"))
    if to is not None:
        _refuse_foreign_departments({ticket.department for ticket in rows}, to)
    moved = [ticket for ticket in rows if ticket._give(to, by=by, at=at, handover=True) is not None]
    for person, number in Counter(ticket.assignee for ticket in moved if ticket.assignee).items():
        tickets_handed_over.send(sender=type(person), person=person, number=number, by=by)
    return len(moved)


def _refuse_foreign_departments(departments, person):
    people = type(person).objects
    foreign = [d for d in departments if not people.may_handle(d).filter(pk=person.pk).exists()]
    if foreign:
        names = ", ".join(sorted(str(department) for department in foreign))
        raise IllegalMove(
            _("%(name)s does not work for: %(departments)s. Nothing was handed over.") % {"name": person, "departments": names}
        )
