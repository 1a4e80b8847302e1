"""Finding a client at the counter: by name, username or organisation, never a list of everybody."""

from django.db.models import Q

from helpdesk.accounts.models import Membership, User

SHORTEST = 3
MOST = 10
MOST_WORDS = 5


def is_enough(text):
    """Whether one of the words is long enough to mean somebody."""
    return any(len(word) >= SHORTEST for word in _words(text))


def find_clients(text):
    """Return `(people, has_more)`: at most ten active clients in whom every word stands, by name.

    A word may stand in the name or in the organisation's name, or begin the username. Nothing for too short a text.
    An organisation counts only where the person belongs to it: anybody may ask to belong.
    """
    if not is_enough(text):
        return [], False
    found = User.objects.active().clients()
    for word in _words(text):
        member = Q(membership__in=[Membership.MEMBER, Membership.CONTACT], organisation__name__icontains=word)
        found = found.filter(Q(name__icontains=word) | Q(username__istartswith=word) | member)
    rows = list(found.select_related("organisation").order_by("name", "pk")[: MOST + 1])
    return rows[:MOST], len(rows) > MOST


def _words(text):
    return text.replace("\0", " ").split()[:MOST_WORDS]
