"""Who hears about what, as one table (row B6). Every kind of event stands in it, or among those that stay quiet.

What holds beside the table, whatever it says (`recipients.py`): never the person who acted, nobody deactivated, nobody
who may not see the ticket, no client of an internal event; for who is away the deputy is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from helpdesk.notifications.kinds import Kind
from helpdesk.tickets.models import EventKind


class To(Enum):
    """A group of people around one ticket."""

    REQUESTER = "who asked"
    DEPARTMENT = "the active staff of the ticket's department; the admins where it has none"
    OFFICER = "the assignee; while there is none, the department"
    ASSIGNEE = "the assignee, nobody else"
    SUBJECT = "whom the event is about: the new assignee, the new watcher"
    WATCHERS = "who was added to watch the ticket"
    CALLERS = "who makes the video call, and who would have made it before it was moved"


# When a rule counts, asked of the event and its ticket.


def always(event, ticket):
    return True


def by_client(event, ticket):
    return event.actor_id == ticket.requester_id


def by_the_clock(event, ticket):
    return event.actor_id is None


def refuses(event, ticket):
    return bool(event.new.get("refused"))


def asks_for_it(event, ticket):
    return event.new.get("necessity") == "required"


def asks_again(event, ticket):
    return bool(event.new.get("is_asked"))


def is_one_of_many(event, ticket):
    return bool(event.new.get("handover"))


def is_read_by_clients(event, ticket):
    return not event.is_internal


@dataclass(frozen=True)
class Rule:
    """One line: what kind of news it is, for whom, when."""

    kind: Kind
    to: tuple
    when: Callable = always


# Of the lines of one event the first that counts is taken.
TABLE = {
    EventKind.SUBMITTED: [Rule(Kind.NEW_TICKET, (To.DEPARTMENT, To.REQUESTER))],
    EventKind.TRANSFERRED: [Rule(Kind.NEW_TICKET, (To.OFFICER, To.WATCHERS))],
    EventKind.ASSIGNED: [
        # Told once for all of them, with their number: `tell.tell_of_handover`.
        Rule(Kind.ASSIGNED, (), when=is_one_of_many),
        Rule(Kind.ASSIGNED, (To.SUBJECT,)),
    ],
    EventKind.REPLIED: [
        Rule(Kind.REPLY, (To.OFFICER, To.WATCHERS), when=by_client),
        Rule(Kind.REPLY, (To.REQUESTER, To.WATCHERS)),
    ],
    EventKind.NOTED: [Rule(Kind.NOTE, (To.ASSIGNEE, To.WATCHERS))],
    EventKind.DOCUMENTS_ARRIVED: [Rule(Kind.DOCUMENTS, (To.OFFICER, To.WATCHERS))],
    EventKind.RESULT_SENT: [
        Rule(Kind.REFUSED, (To.REQUESTER, To.WATCHERS), when=refuses),
        Rule(Kind.PROGRESS, (To.REQUESTER, To.WATCHERS)),
    ],
    EventKind.FILE_INFECTED: [Rule(Kind.REFUSED, (To.REQUESTER, To.OFFICER), when=is_read_by_clients), Rule(Kind.REFUSED, (To.OFFICER,))],
    EventKind.REQUIREMENT_CHANGED: [Rule(Kind.REFUSED, (To.REQUESTER,), when=asks_for_it)],
    EventKind.DOCUMENT_EXPIRED: [Rule(Kind.REFUSED, (To.REQUESTER, To.WATCHERS), when=asks_again)],
    EventKind.WAITING: [Rule(Kind.PROGRESS, (To.REQUESTER, To.WATCHERS))],
    EventKind.ESCALATED: [Rule(Kind.PROGRESS, (To.REQUESTER, To.WATCHERS))],
    EventKind.CALL_SCHEDULED: [
        Rule(Kind.CALL, (To.OFFICER, To.CALLERS, To.WATCHERS), when=by_client),
        Rule(Kind.CALL, (To.REQUESTER, To.CALLERS, To.WATCHERS)),
    ],
    EventKind.CALL_PROPOSED: [Rule(Kind.CALL, (To.OFFICER, To.WATCHERS))],
    EventKind.CALL_MOVED: [
        Rule(Kind.CALL, (To.OFFICER, To.CALLERS, To.WATCHERS), when=by_client),
        Rule(Kind.CALL, (To.REQUESTER, To.CALLERS, To.WATCHERS)),
    ],
    EventKind.CALL_CANCELLED: [
        Rule(Kind.CALL, (To.REQUESTER, To.SUBJECT, To.WATCHERS), when=by_the_clock),
        Rule(Kind.CALL, (To.OFFICER, To.CALLERS, To.WATCHERS), when=by_client),
        Rule(Kind.CALL, (To.REQUESTER, To.CALLERS, To.WATCHERS)),
    ],
    EventKind.CALL_RECORDED: [Rule(Kind.PROGRESS, (To.REQUESTER, To.WATCHERS))],
    EventKind.CLOSED: [Rule(Kind.DONE, (To.REQUESTER, To.WATCHERS))],
    EventKind.REJECTED: [Rule(Kind.DONE, (To.REQUESTER, To.WATCHERS))],
    EventKind.CANCELLED: [
        Rule(Kind.DONE, (To.ASSIGNEE, To.WATCHERS), when=by_client),
        Rule(Kind.DONE, (To.REQUESTER, To.WATCHERS)),
    ],
    EventKind.REOPENED: [Rule(Kind.REOPENED, (To.REQUESTER, To.OFFICER, To.WATCHERS))],
    # That it was evaluated, never how: staff read totals only (table C).
    EventKind.EVALUATED: [Rule(Kind.EVALUATED, (To.ASSIGNEE,))],
    EventKind.EDITED: [
        Rule(Kind.PROGRESS, (To.ASSIGNEE,), when=by_client),
        Rule(Kind.PROGRESS, (To.REQUESTER,)),
    ],
    EventKind.WATCHER_ADDED: [Rule(Kind.WATCHING, (To.SUBJECT,))],
}

QUIET = {
    EventKind.FILE_SENT: "the last wanted file is told once, as DOCUMENTS_ARRIVED; a reply says the rest",
    EventKind.DOCUMENT_REUSED: "like a file that was sent: the last one is told as DOCUMENTS_ARRIVED",
    EventKind.FILE_REMOVED: "nobody has to do anything",
    EventKind.CHECK_TICKED: "read on the ticket; the result is told",
    EventKind.RESUMED: "the client has just spoken with the desk, or sent what was missing",
    EventKind.CAME_BACK: "what the desk does next is told",
    EventKind.WATCHER_REMOVED: "who was removed does not see the ticket any more",
    EventKind.DOCUMENTS_DELETED: "announced on the ticket since its closing",
    EventKind.HELD: "the desk's own business",
    EventKind.RELEASED: "the desk's own business",
    EventKind.PRIVACY_CHANGED: "colleagues are never told of each other's tickets",
}

# The kinds that go out by e-mail too, unless a person says otherwise.
MAILED = frozenset(Kind) - {Kind.NOTE, Kind.EVALUATED}

CLIENT_GROUPS = {To.REQUESTER}


def rule_for(event, ticket):
    """The line that counts for this event, or None."""
    return next((rule for rule in TABLE.get(event.kind, ()) if rule.when(event, ticket)), None)


def kinds_for(person):
    """The kinds that can reach this person, in the order of `Kind`: what the page of choices offers."""
    rules = [rule for rules in TABLE.values() for rule in rules]
    if person.is_client:
        mine = {rule.kind for rule in rules if CLIENT_GROUPS & set(rule.to)} | {Kind.MEMBERSHIP, Kind.QUESTION, Kind.ANNOUNCEMENT}
    else:
        mine = {rule.kind for rule in rules if set(rule.to) - CLIENT_GROUPS} | {Kind.QUESTION, Kind.ANNOUNCEMENT}
    if person.is_manager:
        mine |= {Kind.MEMBERSHIP, Kind.REGISTRATION, Kind.CALENDAR, Kind.CONTACT}
    return [kind for kind in Kind if kind in mine]
