"""What happened to a ticket since somebody opened a form: shown to the second of two people."""

from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import EventKind
from helpdesk.tickets.names import names_of
from helpdesk.tickets.sentences import Storyteller

MOST = 10


def news_since(ticket, seen, *, may):
    """Return the lines of Recent Activity, newest first, since its version `seen`; at most ten.

    Each event raises the ticket's version by one, so the difference is their number.
    """
    count = min(ticket.version - seen, MOST) if seen is not None else 0
    if count <= 0:
        return []
    newest = list(ticket.events.with_people().order_by("-at", "-pk")[:count])
    teller = Storyteller(reader_is_client=not may.works_on, names=_names(newest, may), **_labels(ticket, newest))
    return [line for line in map(teller.tell, newest) if line]


def _names(events, may):
    return names_of(events, shown=str if may.works_on else DeskSettings.current().name_for_client)


def _labels(ticket, events):
    """Names of checks and documents, asked for only where an event speaks of one."""
    items = any(e.kind == EventKind.CHECK_TICKED for e in events)
    slots = any("slot" in e.new for e in events)
    return {
        "items": {i.pk: str(i) for i in ticket.service.checklist.all()} if items else {},
        "slots": {s.pk: str(s) for s in ticket.slots.all()} if slots else {},
    }
