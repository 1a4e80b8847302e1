"""A ticket that somebody works on: found among what the person may see by a statement that is put together once, and
locked by the same one where the whole request is one transaction."""

from django.http import Http404

from helpdesk.common.planned import Planned
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.readers import ByReader


def found_for(reader, number):
    """The ticket without anything around it. Raises Http404 for who may not see it."""
    return _one(_found, reader, number)


def locked_for(reader, number):
    """The same, locked until the transaction ends and ready for a verb."""
    ticket = _one(_locked, reader, number)
    ticket.is_locked_now()
    return ticket


def _one(statement, reader, number):
    found = statement.rows(reader, number=number)
    if not found:
        raise Http404("no ticket that this person may see")
    return found[0]


def _finding(reader, number):
    return Ticket.objects.visible_to(reader).filter(number=number).defer("search").order_by()


_found = ByReader(_finding, Planned, number=int)
_locked = ByReader(lambda reader, number: _finding(reader, number).select_for_update(of=("self",)), Planned, number=int)
