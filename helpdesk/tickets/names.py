"""Whom a ticket's page names, and how this reader may see them."""

from helpdesk.accounts.models import User


def names_of(events, others=(), *, shown):
    """Return {user id: name} of everybody in `events`, and of `others` (people or None); `shown` makes the name.

    No query, unless an event names somebody who was away and appears nowhere else: then one.
    """
    people = {*others} | {person for event in events for person in (event.actor, event.subject)}
    known = {person.pk: person for person in people - {None}}
    missing = {event.new["instead_of"] for event in events if "instead_of" in event.new} - set(known)
    if missing:
        known |= {person.pk: person for person in User.objects.filter(pk__in=missing)}
    return {pk: shown(person) for pk, person in known.items()}
