"""The ways in which somebody comes to see tickets, each by itself.

PostgreSQL answers “of my department, or mine, or followed by me, the newest 25” by walking through the whole table; it
answers each of the three at once, by an index. So lists ask for the first of each way, and take the first of those.
"""

from helpdesk.accounts.models import Role
from helpdesk.tickets.models import Ticket


def ways_of(user):
    """{name: queryset}, which together hold what `visible_to(user)` holds; a ticket may be in several of them."""
    tickets = Ticket.objects.all()
    if not user.is_authenticated or not user.is_active:
        return {}
    if user.role in {Role.SUPERADMIN, Role.ADMIN}:
        return {"all": tickets}
    if user.role == Role.STAFF:
        watched = Ticket.watchers.through.objects.filter(user=user).values("ticket_id")
        department = {"department": tickets.filter(department=user.department_id)} if user.department_id else {}
        return department | {"assigned": tickets.filter(assignee=user), "followed": tickets.filter(pk__in=watched)}
    if user.role == Role.CLIENT:
        own = {"own": tickets.filter(requester=user)}
        if user.is_member and user.organisation.shares_tickets:
            own["shared"] = tickets.filter(organisation=user.organisation_id, is_private=False)
        return own
    return {}


def way_of_kept(user, watcher, department):
    """The name of the way in which `user` sees the tickets that a row of the tally counts; each ticket has one here."""
    if user.is_manager:
        return "all"
    if watcher is not None:
        return "followed"
    return "department" if department == user.department_id else "assigned"
