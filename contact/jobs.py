"""What the clock does for contact messages: nobody's words are kept longer than they are of use."""

from datetime import timedelta

from django.utils import timezone

from contact.message import ContactMessage
from helpdesk.common.clock import job

# Long enough to notice that a message was taken for spam by mistake.
SPAM_KEPT = timedelta(days=30)
# A year, so that somebody who comes back to an answer is understood; what became a ticket is kept there.
ANSWERED_KEPT = timedelta(days=365)


@job(hours=24)
def prune_contact_messages(at=None):
    """Delete contact messages: spam after 30 days, answered ones after a year, with their answers."""
    at, removed = at or timezone.now(), 0
    for state, kept in ((ContactMessage.State.SPAM, SPAM_KEPT), (ContactMessage.State.ANSWERED, ANSWERED_KEPT)):
        gone = ContactMessage.objects.settled_before(at - kept, state)
        removed += gone.count()
        gone.delete()
    return removed
