"""Talking inside the ticket (row A10)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from helpdesk.common import writing
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.models.recording import verb
from helpdesk.tickets.models.status import Status, WaitingFor


class ConversationVerbs:
    """Mixin of Ticket: `reply`, `add_note`. Both return the message."""

    @verb
    def reply(self, text, *, by, at, key=None):
        """Add a public message and make the move that it means (table of DESIGN section 4). `key`: one that was reserved
        for it."""
        from_client = by.pk == self.requester_id
        if from_client and self.is_done:
            self._reopen_by_reply(at)
        elif self.is_done:
            raise IllegalMove(_("The ticket is done. Reopen it first."))
        old_status = self.status
        if from_client:
            self._resume_by_reply()
        else:
            self._note_first_response(at)
            if self.status == Status.OPEN:
                self.status = Status.REPLIED
        return self._say(text, EventKind.REPLIED, by=by, at=at, old_status=old_status, key=key)

    @verb
    def add_note(self, text, *, by, at, key=None):
        """Add an internal note: no client ever reads it, no status changes."""
        message = self._add_message(text, by=by, at=at, is_internal=True, key=key)
        self.record(EventKind.NOTED, by=by, at=at, is_internal=True, new={"message": message.pk})
        return message

    def can_be_reopened_by_reply(self, at, days):
        """A client's reply reopens a closed, unevaluated ticket within `days` of the closing."""
        return self.status == Status.CLOSED and not self.evaluated_at and at <= self.closed_at + timedelta(days=days)

    def _say(self, text, kind, *, by, at, old_status=None, key=None, **new):
        message = self._add_message(text, by=by, at=at, is_internal=False, key=key)
        old = {"status": old_status} if old_status and old_status != self.status else {}
        new |= {"message": message.pk} | ({"status": self.status} if old else {})
        self.record(kind, by=by, at=at, old=old, new=new)
        return message

    def _add_message(self, text, *, by, at, is_internal, key):
        message = self.messages.model(pk=key, ticket=self, author=by, text=text, is_internal=is_internal, created_at=at)
        writing.insert(message)
        return message

    def _note_first_response(self, at):
        if self.first_response_at is None:
            self.first_response_at = at

    def _resume_by_reply(self):
        if self.status == Status.REPLIED:
            self.status = Status.OPEN
        elif self.status == Status.PENDING and self.waiting_for == WaitingFor.ANSWER:
            self._end_waiting()

    def _reopen_by_reply(self, at):
        if not self.can_be_reopened_by_reply(at, DeskSettings.current().reopen_days):
            raise IllegalMove(_("This ticket is finished and can no longer be reopened. Please make a new ticket."))
        self._reopen()
