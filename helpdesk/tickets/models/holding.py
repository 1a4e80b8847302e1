"""A hold: the documents of this ticket stay, whatever the calendar says (a dispute, an inspection)."""

from django.utils.translation import gettext as _

from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.models.recording import verb


class HoldingVerbs:
    """Mixin of Ticket: `hold`, `release`. Both are the desk's own business; the client reads that files are kept."""

    @property
    def is_held(self):
        return self.held_at is not None

    @verb
    def hold(self, reason, *, by, at):
        """Keep the documents until somebody releases them; the reason is for the desk."""
        if self.is_held:
            raise IllegalMove(_("The documents of this ticket are held already."))
        if not reason.strip():
            raise IllegalMove(_("Write the reason."))
        self.held_at, self.held_by, self.hold_reason = at, by, reason.strip()
        return self.record(EventKind.HELD, by=by, at=at, is_internal=True, new={"reason": self.hold_reason})

    @verb
    def release(self, *, by, at):
        """End the hold; what is due is deleted by the clock's next round."""
        if not self.is_held:
            raise IllegalMove(_("The documents of this ticket are not held."))
        old = {"reason": self.hold_reason}
        self.held_at, self.held_by, self.hold_reason = None, None, ""
        return self.record(EventKind.RELEASED, by=by, at=at, is_internal=True, old=old)
