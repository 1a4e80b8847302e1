"""How a verb runs: one transaction, one lock, one event."""

from functools import wraps

from django.utils import timezone

from helpdesk.common import whole, writing
from helpdesk.tickets.models.errors import ChangedMeanwhile
from helpdesk.tickets.models.event import EventKind, TicketEvent
from helpdesk.tickets.signals import ticket_event_recorded

# What a client does on its own ticket; everything else that a person does is the desk's activity.
SILENT_KINDS = {EventKind.NOTED, EventKind.EVALUATED, EventKind.PRIVACY_CHANGED}


def verb(method):
    """Run a verb under the row's lock, in one transaction, on fresh values.

    `by` is the person who acts (None: the system), `at` the moment (now). `seen` is the `version` that the
    person's form was made from: when somebody else was faster, ChangedMeanwhile tells the second one.
    """

    @wraps(method)
    def run(self, *args, by, at=None, seen=None, **kwargs):
        with whole.part():
            self.lock()
            if seen is not None and seen != self.version:
                raise ChangedMeanwhile(self)
            return method(self, *args, by=by, at=at or timezone.now(), **kwargs)

    return run


class Recording:
    """Mixin of Ticket: remember what happened."""

    _locked_in = _stored = None

    def lock(self):
        """Lock the row and read it anew, unless `TicketQuerySet.lock_one` has just done so in this very transaction."""
        locked_in, self._locked_in = self._locked_in, None
        if locked_in is None or locked_in is not whole.outermost():
            self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update())

    def is_locked_now(self):
        """Said by whoever has read this row under its lock: the verb that follows need not do so again."""
        self._locked_in = whole.outermost()
        self._remember_stored()

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        self._stored = None
        if fields is None:
            self._remember_stored()

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self._stored = None

    def _remember_stored(self):
        """The columns as the database has them now: what is the same at the end need not be written."""
        self._stored = {name: self.__dict__[name] for name in self._columns_here()}

    def _columns_here(self):
        return [name for name in writing.columns(type(self)) if name in self.__dict__]

    def _write(self, along=()):
        """Insert a new ticket, with the rows that go along; of one that is there write what has changed."""
        if self._state.adding:
            writing.insert(self, along=along)
        else:
            stored = self._stored or {}
            names = [name for name in self._columns_here() if name not in stored or stored[name] != self.__dict__[name]]
            writing.update(self, names)
        self._remember_stored()

    def record(self, kind, *, by, at, is_internal=False, subject=None, old=None, new=None):
        """Save the ticket's changed fields together with one event, and tell the listeners.

        Call it inside a verb only: the row is locked there.
        """
        change = {"kind": kind, "is_internal": is_internal, "subject": subject, "old": old or {}, "new": new or {}}
        return self.record_all([change], by=by, at=at)[0]

    def record_all(self, changes, *, by, at, along=(), along_ticket=()):
        """The same for several changes of one moment (the fields of their events that are not `by` and `at`): the ticket is
        saved once, and all events by one statement; `along`: new rows of another model that go with it (writing.insert),
        `along_ticket`: the same for the statement of a new ticket."""
        self.sync_clock(at)
        for change in changes:
            self.version += 1
            if by is not None and not change.get("is_internal") and change["kind"] not in SILENT_KINDS:
                if by.pk == self.requester_id or by.is_client:
                    self.last_client_activity_at = at
                else:
                    self.last_staff_activity_at = at
        self._write(along_ticket)
        events = [TicketEvent(ticket=self, actor=by, at=at, **change) for change in changes]
        for row in along:
            row.ticket = self  # which has its key now
        writing.insert(*events, along=along)
        for event in events:
            ticket_event_recorded.send(sender=type(self), ticket=self, event=event)
        return events

    def move_to(self, status):
        """Set the status; return the `old` and `new` values for the event."""
        old, self.status = self.status, status
        return {"status": old}, {"status": str(status)}
