"""From the table to people: one query, and what holds whatever the table says."""

from functools import cache

from django.db.models import BigIntegerField, Exists, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from helpdesk.accounts.models import Role, User
from helpdesk.common import writing
from helpdesk.common.planned import Planned
from helpdesk.notifications.audience import To
from helpdesk.notifications.choices import with_wish
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Notification
from helpdesk.settings import DeskSettings

MANAGERS = [Role.ADMIN, Role.SUPERADMIN]
DESK = [Role.STAFF, *MANAGERS]
CALLERS = ("caller_before", "caller_now")
# What is asked of everybody who might be told; whoever is away is asked for their deputy too.
OF_PERSON = ("role", "is_active", "department", "organisation", "membership", "away_until", "deputy")


def recipients(event, ticket, rule):
    """The people who hear of `event`, each once, with `wants_mail` and `bell`, a key for the notification. One query while nobody
    of them is away."""
    known = _known(event, ticket, rule.to)
    groups = tuple(group for group in rule.to if not NEEDS[group] or any(name in known for name in NEEDS[group]))
    if not groups:
        return []
    asked = _asked(rule.kind, groups, tuple(known)).rows(ticket=ticket.pk, **known)
    people = {person.pk: person for person in asked if _hears(person, event, ticket)}
    return _present(people, event, ticket, rule.kind)


def _known(event, ticket, groups):
    """The keys by which these groups are found, by name; without those that are nobody."""
    callers = [facts["officer"] for facts in (event.old, event.new) if facts.get("officer")]
    everybody = {
        "requester": ticket.requester_id, "department": ticket.department_id, "assignee": ticket.assignee_id,
        "subject": event.subject_id, **dict(zip(CALLERS, callers, strict=False)),
    }  # fmt: skip
    wanted = {name for group in groups for name in NEEDS[group]}
    return {name: pk for name, pk in everybody.items() if pk is not None and name in wanted}


@cache
def _asked(kind, groups, names):
    """The people of these groups, put together once for each kind of news and for what is known of it."""

    def build(*, ticket, **known):
        wanted = Q(pk__in=[])
        for group in groups:
            wanted |= GROUPS[group](known)
        return _candidates(ticket, kind).filter(wanted)

    return Planned(build, ticket=int, **dict.fromkeys(names, int))


def _candidates(ticket, kind):
    watched = User.watched_tickets.through.objects.filter(ticket=ticket, user=OuterRef("pk"))
    people = User.objects.active().select_related("deputy").only(*OF_PERSON, *(f"deputy__{name}" for name in OF_PERSON))
    bell = Func(Value(writing.sequence(Notification)), function="nextval", output_field=BigIntegerField())
    people = with_wish(people.annotate(watches=Exists(watched), bell=bell), kind)
    if kind == Kind.NEW_TICKET:
        people = people.annotate(office_mails=Coalesce(Subquery(DeskSettings.objects.order_by("pk").values("mail_on_new_ticket")[:1]), Value(True)))
    return people.order_by("pk")


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
    known = {p.pk: p for p in _candidates(ticket.pk, kind).filter(pk__in=stand_ins)} if stand_ins else {}
    told = {}
    for person in people.values():
        there = people.get(away.get(person.pk, person.pk)) or known.get(away[person.pk])
        if there is not None and there.pk == event.actor_id:
            continue  # the deputy acted, so the one who answers knows
        there = there if there is not None and _hears(there, event, ticket) else person
        told[there.pk] = there
    return list(told.values())


# The groups of the table as conditions on people, and the keys that each needs.


def _one(known, name, roles):
    return Q(pk=known[name], role__in=roles) if name in known else Q(pk__in=[])


def _department(known):
    staff = Q(role=Role.STAFF, department=known["department"])
    has_staff = Exists(User.objects.active().filter(staff))
    return staff | Q(role__in=MANAGERS) & ~Q(has_staff)


def _officer(known):
    if "assignee" not in known:
        return _department(known)
    assignee = _one(known, "assignee", DESK)
    return assignee | _department(known) & ~Q(Exists(User.objects.active().filter(assignee)))


GROUPS = {
    To.REQUESTER: lambda known: _one(known, "requester", [Role.CLIENT]),
    To.DEPARTMENT: _department,
    To.OFFICER: _officer,
    To.ASSIGNEE: lambda known: _one(known, "assignee", DESK),
    To.SUBJECT: lambda known: _one(known, "subject", DESK),
    To.CALLERS: lambda known: Q(pk__in=[known[name] for name in CALLERS if name in known], role__in=DESK),
    To.WATCHERS: lambda known: Q(watches=True, role__in=DESK),
}
NEEDS = {
    To.REQUESTER: ("requester",), To.DEPARTMENT: ("department",), To.OFFICER: ("department", "assignee"), To.ASSIGNEE: ("assignee",),
    To.SUBJECT: ("subject",), To.CALLERS: CALLERS, To.WATCHERS: (),
}  # fmt: skip
