"""From the table to people: one query, and what holds whatever the table says."""

from django.db.models import Exists, OuterRef, Q

from helpdesk.accounts.models import Role, User
from helpdesk.notifications.audience import To
from helpdesk.notifications.choices import with_wish

MANAGERS = [Role.ADMIN, Role.SUPERADMIN]
DESK = [Role.STAFF, *MANAGERS]


def recipients(event, ticket, rule):
    """The people who hear of `event`, each once, with `wants_mail`. One query while nobody of them is away."""
    groups = Q(pk__in=[])
    for group in rule.to:
        groups |= GROUPS[group](event, ticket)
    asked = _candidates(ticket, rule.kind).filter(groups)
    people = {person.pk: person for person in asked if _hears(person, event, ticket)}
    return _present(people, event, ticket, rule.kind)


def _candidates(ticket, kind):
    watched = ticket.watchers.through.objects.filter(ticket=ticket, user=OuterRef("pk"))
    people = User.objects.active().select_related("deputy").annotate(watches=Exists(watched))
    return with_wish(people, kind).order_by("pk")


def _hears(person, event, ticket):
    """Whatever the table says: not who acted, not who does not see the ticket, no client of what is internal."""
    if person.pk == event.actor_id or (event.is_internal and not person.is_desk):
        return False
    return (person.watches and person.role == Role.STAFF) or ticket.permissions_for(person).sees


def _present(people, event, ticket, kind):
    """For who is away the deputy is told, as far as the deputy may see the ticket; else the person after all."""
    away = {person.pk: person.answering().pk for person in people.values() if person.is_away()}
    stand_ins = {pk for pk in away.values() if pk not in people}
    if not away:
        return list(people.values())
    known = {p.pk: p for p in _candidates(ticket, kind).filter(pk__in=stand_ins)} if stand_ins else {}
    told = {}
    for person in people.values():
        there = people.get(away.get(person.pk, person.pk)) or known.get(away[person.pk])
        if there is not None and there.pk == event.actor_id:
            continue  # the deputy acted, so the one who answers knows
        there = there if there is not None and _hears(there, event, ticket) else person
        told[there.pk] = there
    return list(told.values())


# The groups of the table as conditions on people.


def _department(event, ticket):
    staff = Q(role=Role.STAFF, department=ticket.department_id)
    has_staff = Exists(User.objects.active().filter(staff))
    return staff | Q(role__in=MANAGERS) & ~Q(has_staff)


def _officer(event, ticket):
    if ticket.assignee_id is None:
        return _department(event, ticket)
    has_assignee = Exists(User.objects.active().filter(_assignee(event, ticket)))
    return _assignee(event, ticket) | _department(event, ticket) & ~Q(has_assignee)


def _assignee(event, ticket):
    return Q(pk=ticket.assignee_id, role__in=DESK)


GROUPS = {
    To.REQUESTER: lambda event, ticket: Q(pk=ticket.requester_id, role=Role.CLIENT),
    To.DEPARTMENT: _department,
    To.OFFICER: _officer,
    To.ASSIGNEE: _assignee,
    To.SUBJECT: lambda event, ticket: Q(pk=event.subject_id, role__in=DESK),
    To.CALLERS: lambda event, ticket: Q(pk__in=[f["officer"] for f in (event.old, event.new) if f.get("officer")], role__in=DESK),
    To.WATCHERS: lambda event, ticket: Q(watches=True, role__in=DESK),
}
