"""The open tickets of somebody who leaves the desk or their department, and who takes them."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.accounts.guard import Refused, StillHasTickets
from helpdesk.accounts.models import Role
from helpdesk.departments.models import Department


def stranded(person, *, role=None, department=None, stays=True):
    """The open tickets assigned to `person` that they could not work on any more with this role and department.

    `stays`: False when the account is deactivated.
    """
    tickets = person.assigned_tickets.open()
    role = role or person.role
    if not stays:
        return tickets
    if role in {Role.ADMIN, Role.SUPERADMIN}:
        return tickets.none()
    if role == Role.STAFF and department is not None:
        return tickets.exclude(department=department)
    return tickets


def by_department(tickets):
    """Return [(department, how many)], in the departments' own order; two queries."""
    counts = dict(tickets.order_by().values_list("department").annotate(count=Count("pk")))
    return [(department, counts[department.pk]) for department in Department.objects.filter(pk__in=counts)]


def hand_over(person, tickets, successors, *, by):
    """Give the stranded `tickets` away before `person` changes; call it inside the transaction of the change.

    `successors`: {key of a department: a person, or None for nobody}. Refused while a department is missing in it.
    """
    from helpdesk.tickets.models.errors import IllegalMove  # a later noun
    from helpdesk.tickets.models.handover import hand_over as give

    shares = by_department(tickets)
    successors = successors or {}
    if missing := [department for department, _count in shares if department.pk not in successors]:
        count = sum(count for department, count in shares if department in missing)
        raise StillHasTickets(
            ngettext(
                "%(name)s still has %(count)d open ticket. Choose who takes it over.",
                "%(name)s still has %(count)d open tickets. Choose who takes them over.", count,
            ) % {"name": person, "count": count}
        )
    for department, _count in shares:
        to = successors[department.pk]
        if to is not None and to.pk == person.pk:
            raise Refused(_("Choose somebody else to take the tickets over."))
        try:
            give(tickets.filter(department=department), to, by=by)
        except IllegalMove as refusal:
            raise Refused(str(refusal)) from None


def stop_watching(person, *, by):
    """Who leaves the desk follows no ticket any more; recorded on each."""
    for ticket in person.watched_tickets.order_by("pk"):
        ticket.remove_watcher(person, by=by)
