"""What the ticket page reads: each statement put together once, and everybody who is named in one of them.

Joining the people to each list costs more than reading the list: PostgreSQL plans a statement anew each time, and its
planning grows with every table in it (docs/performance.md).
"""

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.utils import timezone

from helpdesk.accounts.models import Organisation, Role, User
from helpdesk.accounts.models.user import Membership
from helpdesk.attachments.models import Attachment
from helpdesk.common.prepared import Prepared
from helpdesk.documents.models import DocumentSlot
from helpdesk.messages.models import Message
from helpdesk.tickets.models import Ticket, TicketEvent
from helpdesk.tickets.views.checklist import with_checks

# The attribute holding a person in each kind of row.
ON_TICKET, ON_MESSAGE, ON_EVENT = ("requester", "created_by", "assignee", "closed_by"), ("author",), ("actor", "subject")
ON_SLOT, ON_FILE = ("decided_by", "verdict_by"), ("uploaded_by",)
_tickets = {}


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
    at = timezone.now()
    values = {"number": number, "at": at, **_seen_by(reader)}
    shape = (reader.role, reader.is_active, *values)
    if shape not in _tickets:
        _tickets[shape] = _prepared(reader, values)
    ticket = _tickets[shape] and _tickets[shape].first(**values)
    if ticket is None:
        raise Http404("no ticket that this person may see")
    return ticket


def _prepared(reader, values):
    """None for a kind of reader who sees no ticket at all."""
    if Ticket.objects.visible_to(reader).query.is_empty():
        return None
    return Prepared(_tickets_of(reader.role), **{name: type(value) for name, value in values.items()})


def _seen_by(reader):
    """What `visible_to` looks at in a reader beside the role."""
    if reader.role in {Role.SUPERADMIN, Role.ADMIN}:
        return {}
    if reader.role == Role.STAFF:
        return {"person": reader.pk} | ({"department": reader.department_id} if reader.department_id else {})
    reads_shared = reader.is_member and reader.organisation.shares_tickets
    return {"person": reader.pk} | ({"organisation": reader.organisation_id} if reads_shared else {})


def _tickets_of(role):
    def build(*, number, at, person=1, department=None, organisation=None):
        reader = User(pk=person, role=role, department_id=department)
        if organisation:
            reader.organisation = Organisation(pk=organisation, shares_tickets=True)
            reader.membership = Membership.MEMBER
        tickets = Ticket.objects.visible_to(reader).for_page(at=at, people=False).filter(number=number)
        return with_checks(tickets if reader.is_desk else tickets.with_openings()).order_by()

    return build


def _is_any(pks):
    """Django writes a parameter for each of a list; the text of a prepared statement must not depend on how many."""
    return RawSQL(f'"{User._meta.db_table}"."id" = ANY(%s)', [pks], output_field=BooleanField())  # noqa: S611  (a parameter)


def _by_side(build):
    """One statement for the desk, and one for clients, who read less."""
    return {is_desk: Prepared(lambda ticket, role=role: build(ticket, User(role=role)), ticket=int) for is_desk, role in ((True, Role.STAFF), (False, Role.CLIENT))}


_slots = Prepared(lambda ticket: DocumentSlot.objects.filter(ticket=ticket).for_page(people=False), ticket=int)
_files = _by_side(lambda ticket, reader: Attachment.objects.filter(ticket=ticket).readable_by(reader).select_related("version"))
_talk = _by_side(lambda ticket, reader: Message.objects.filter(ticket=ticket).readable_by(reader).defer("search").chronologically())
_events = _by_side(lambda ticket, reader: TicketEvent.objects.filter(ticket=ticket).readable_by(reader).chronologically())
_people = Prepared(lambda pks: User.objects.filter(_is_any(pks)).select_related("organisation").order_by(), pks=list)
