"""The legal moves of a ticket (table of DESIGN section 4), apart from those that documents and talk make."""

from django.utils.translation import gettext as _

from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.models.recording import verb
from helpdesk.tickets.models.status import DONE, Category, Status, WaitingFor


class LifecycleVerbs:
    """Mixin of Ticket: `wait_for_client`, `resume`, `escalate`, `come_back`, `close`, `reject`, `cancel`, `reopen`."""

    @verb
    def wait_for_client(self, question, *, by, at):
        """Ask the client for something in words; the clock stands until they reply."""
        if self.state.category is not Category.OPEN:
            raise IllegalMove(_("Only an open ticket can wait for the client."))
        old_status = self.status
        self._note_first_response(at)
        self._begin_waiting(WaitingFor.ANSWER)
        return self._say(question, EventKind.WAITING, by=by, at=at, old_status=old_status)

    @verb
    def resume(self, *, by, at):
        """End the waiting without an answer, for example after a telephone call."""
        if self.status != Status.PENDING:
            raise IllegalMove(_("The ticket is not waiting for the client."))
        if self.waiting_for == WaitingFor.DOCUMENTS:
            raise IllegalMove(_("The ticket waits for documents; only the files resume it."))
        old = {"status": self.status}
        self._end_waiting()
        return self.record(EventKind.RESUMED, by=by, at=at, old=old, new={"status": self.status})

    @verb
    def escalate(self, to, reference="", *, by, at, reason=""):
        """Pass the matter on: `to` whom, under which number of theirs. The client sees it; the clock runs."""
        self._must_not_be_done()
        if self.status == Status.ESCALATED:
            raise IllegalMove(_("The ticket is already escalated."))
        self.status_before_escalation = self.status
        old, new = self.move_to(Status.ESCALATED)
        self.escalated_to, self.escalation_reference = to, reference
        return self.record(
            EventKind.ESCALATED, by=by, at=at, old=old, new=new | {"to": to, "reference": reference, "reason": reason}
        )

    @verb
    def come_back(self, *, by, at):
        """The other office has answered: back to the status before."""
        if self.status != Status.ESCALATED:
            raise IllegalMove(_("The ticket is not escalated."))
        old, new = self.move_to(self.status_before_escalation)
        self.status_before_escalation = ""
        return self.record(EventKind.CAME_BACK, by=by, at=at, old=old, new=new)

    @verb
    def close(self, answer, *, by, at):
        """Finish with a written answer, which becomes a public message (row A12). Never without one."""
        if not answer.strip():
            raise IllegalMove(_("Write the answer for the client; a ticket is not closed without one."))
        self._note_first_response(at)
        return self._finish(Status.CLOSED, EventKind.CLOSED, answer, by=by, at=at)

    @verb
    def reject(self, reason, *, by, at):
        """Refuse the request, with the reason for the client."""
        self._note_first_response(at)
        return self._finish(Status.REJECTED, EventKind.REJECTED, reason, by=by, at=at)

    @verb
    def cancel(self, reason="", *, by, at):
        """Withdraw: by the client (a reason is welcome) or by staff (a reason is required)."""
        if by.pk != self.requester_id and not reason.strip():
            raise IllegalMove(_("Write the reason."))
        return self._finish(Status.CANCELLED, EventKind.CANCELLED, reason, by=by, at=at)

    @verb
    def reopen(self, reason, *, by, at):
        """Open a closed, unevaluated ticket again; the reason is a public message."""
        old_status = self.status
        self._reopen()
        return self._say(reason, EventKind.REOPENED, by=by, at=at, old_status=old_status)

    # Private steps

    def _must_not_be_done(self):
        if self.status in DONE:
            raise IllegalMove(_("The ticket is done; nothing more can be changed on it."))

    def _begin_waiting(self, waiting_for):
        if self.status == Status.ESCALATED and self.status_before_escalation == Status.PENDING:
            # The new question takes the place of the old one: coming back must not find a wait without a reason.
            self.status_before_escalation = self.status_before_wait or Status.OPEN
        if self.status != Status.PENDING:
            self.status_before_wait = self.status
        self.status, self.waiting_for = Status.PENDING, waiting_for

    def _end_waiting(self):
        self.status = self.status_before_wait or Status.OPEN
        self.status_before_wait, self.waiting_for = "", WaitingFor.NOTHING

    def _finish(self, status, kind, text, *, by, at):
        self._must_not_be_done()
        old_status = self.status
        self.status, self.closed_at, self.closed_by = status, at, by
        self.waiting_for, self.status_before_wait, self.status_before_escalation = WaitingFor.NOTHING, "", ""
        if text.strip():
            return self._say(text, kind, by=by, at=at, old_status=old_status)
        return self.record(kind, by=by, at=at, old={"status": old_status}, new={"status": self.status})

    def _reopen(self):
        if self.status != Status.CLOSED:
            raise IllegalMove(_("Only a closed ticket can be reopened. A new ticket may name this one."))
        if self.evaluated_at:
            raise IllegalMove(_("The client has evaluated this ticket; it stays closed. A new ticket may name this one."))
        self.status, self.closed_at, self.closed_by = Status.OPEN, None, None
