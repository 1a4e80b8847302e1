"""A ticket that somebody works on: found among what the person may see, and locked, by one statement."""

from django.http import Http404

from helpdesk.common.planned import Planned
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.readers import ByReader


def locked_for(reader, number):
    """The ticket, locked until the transaction ends and ready for a verb. Raises Http404 for who may not see it."""
    found = _locked.rows(reader, number=number)
    if not found:
        raise Http404("no ticket that this person may see")
    found[0].is_locked_now()
    return found[0]


def _locking(reader, number):
    tickets = Ticket.objects.visible_to(reader).filter(number=number)
    return tickets.select_for_update(of=("self",)).defer("search").order_by()


_locked = ByReader(_locking, Planned, number=int)
