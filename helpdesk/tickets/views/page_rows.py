"""What the ticket page reads: each statement put together and planned once, and everybody who is named in one of them.

Joining the people to each list costs more than reading the list: PostgreSQL plans a statement anew each time, and its
planning grows with every table in it (docs/performance.md).
"""

from datetime import datetime

from django.http import Http404
from django.utils import timezone

from helpdesk.accounts.models import Role, User
from helpdesk.attachments.models import Attachment
from helpdesk.common.any_of import AnyOf
from helpdesk.common.planned import Planned
from helpdesk.documents.models import DocumentSlot
from helpdesk.messages.models import Message
from helpdesk.tickets.models import Ticket, TicketEvent
from helpdesk.tickets.readers import ByReader
from helpdesk.tickets.views.checklist import with_checks

# The attribute holding a person in each kind of row.
ON_TICKET, ON_MESSAGE, ON_EVENT = ("requester", "created_by", "assignee", "closed_by"), ("author",), ("actor", "subject")
ON_SLOT, ON_FILE = ("decided_by", "verdict_by"), ("uploaded_by",)


class PageRows:
    """The rows of one ticket's page for one reader, each list read once. Raises Http404 for who may not see the ticket."""

    def __init__(self, reader, number):
        self.reader = reader
        self.ticket = ticket_for(reader, number)
        self.slots = _slots.rows(ticket=self.ticket.pk)
        self.files = _files[reader.is_desk].rows(ticket=self.ticket.pk)
        self.talk = _talk[reader.is_desk].rows(ticket=self.ticket.pk)
        self.events = _events[reader.is_desk].rows(ticket=self.ticket.pk)
        slots = {slot.pk: slot for slot in self.slots}
        for file in self.files:
            if version := getattr(file, "version", None):
                version.slot = slots[version.slot_id]
        self._know_everybody()

    def _know_everybody(self):
        rows = [
            ([self.ticket], ON_TICKET), (self.slots, ON_SLOT), (self.files, ON_FILE), (self.talk, ON_MESSAGE), (self.events, ON_EVENT),
        ]  # fmt: skip
        wanted = {getattr(row, f"{name}_id") for some, names in rows for row in some for name in names}
        # Who was away when a ticket was assigned to them is named in the event.
        wanted |= {event.new["instead_of"] for event in self.events if "instead_of" in event.new}
        self.people = {person.pk: person for person in _people.rows(pks=sorted(wanted - {None}))}
        for some, names in rows:
            for row in some:
                for name in names:
                    row._state.fields_cache[name] = self.people.get(getattr(row, f"{name}_id"))


def ticket_for(reader, number):
    """The ticket, if this reader may see it, with what `for_page()` adds to it but without its people."""
    found = _tickets.rows(reader, number=number, at=timezone.now())
    if not found:
        raise Http404("no ticket that this person may see")
    return found[0]


def _ticket_of(reader, number, at):
    tickets = Ticket.objects.visible_to(reader).for_page(at=at, people=False).filter(number=number)
    return with_checks(tickets if reader.is_desk else tickets.with_openings()).order_by()


def _by_side(build):
    """One statement for the desk, and one for clients, who read less."""
    return {is_desk: Planned(lambda ticket, role=role: build(ticket, User(role=role)), ticket=int) for is_desk, role in ((True, Role.STAFF), (False, Role.CLIENT))}


_tickets = ByReader(_ticket_of, Planned, number=int, at=datetime)
_slots = Planned(lambda ticket: DocumentSlot.objects.filter(ticket=ticket).for_page(people=False), ticket=int)
_files = _by_side(lambda ticket, reader: Attachment.objects.filter(ticket=ticket).readable_by(reader).select_related("version"))
_talk = _by_side(lambda ticket, reader: Message.objects.filter(ticket=ticket).readable_by(reader).defer("search").chronologically())
_events = _by_side(lambda ticket, reader: TicketEvent.objects.filter(ticket=ticket).readable_by(reader).chronologically())
_people = Planned(lambda pks: User.objects.filter(AnyOf("pk", pks)).select_related("organisation").order_by(), pks=list)
