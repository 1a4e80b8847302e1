"""What the clock does for the kept counts of tickets."""

from helpdesk.common.clock import job
from helpdesk.tickets import tally
from helpdesk.tickets.models import TicketTally


@job(minutes=1)
def mark_due_tickets(at=None):
    """Mark the tickets that are due today, or late, since the last time."""
    return tally.mark(at)


@job(minutes=1)
def fold_ticket_counts():
    """Make one row of the changes of the last minute."""
    return TicketTally.fold()


@job(hours=24)
def mend_ticket_counts():
    """Compare the kept counts with the tickets themselves, and mend them; 0 is what it should say."""
    return TicketTally.mend()
