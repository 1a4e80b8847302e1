from helpdesk.tickets.models.checklist import ChecklistTick
from helpdesk.tickets.models.errors import ChangedMeanwhile, IllegalMove
from helpdesk.tickets.models.event import EventKind, TicketEvent
from helpdesk.tickets.models.status import Category, Status, WaitingFor
from helpdesk.tickets.models.tally import ClientTally, DueMark, TicketFlow, TicketTally
from helpdesk.tickets.models.ticket import Ticket

__all__ = [
    "Category", "ChangedMeanwhile", "ChecklistTick", "ClientTally", "DueMark", "EventKind", "IllegalMove", "Status", "Ticket", "TicketEvent",
    "TicketFlow", "TicketTally", "WaitingFor",
]
