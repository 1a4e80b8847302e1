"""Whom a ticket's page names, and how this reader may see them."""

from helpdesk.accounts.models import User


def names_of(events, others=(), *, shown):
    """Return {user id: name} of everybody in `events`, and of `others` (people or None).

    `shown` makes the name that this reader may see. Who was away is named in sentences for the desk alone: without a
    query for events that were loaded `with_people()`, else with one for all of them.
    """
    people = {*others} | {person for event in events for person in (event.actor, event.subject)}
    known = {person.pk: shown(person) for person in people - {None}}
    away = {event.new["instead_of"]: getattr(event, "meant_name", None) for event in events if "instead_of" in event.new}
    unknown = [pk for pk, name in away.items() if name is None and pk not in known]
    if unknown:
        away |= {person.pk: shown(person) for person in User.objects.filter(pk__in=unknown)}
    return away | known
