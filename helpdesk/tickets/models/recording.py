"""How a verb runs: one transaction, one lock, one event."""

from functools import wraps

from django.db import transaction
from django.utils import timezone

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
        with transaction.atomic():
            self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update())
            if seen is not None and seen != self.version:
                raise ChangedMeanwhile(self)
            return method(self, *args, by=by, at=at or timezone.now(), **kwargs)

    return run


class Recording:
    """Mixin of Ticket: remember what happened."""

    def record(self, kind, *, by, at, is_internal=False, subject=None, old=None, new=None):
        """Save the ticket's changed fields together with one event, and tell the listeners.

        Call it inside a verb only: the row is locked there.
        """
        self.sync_clock(at)
        self.version += 1
        if by is not None and not is_internal and kind not in SILENT_KINDS:
            if by.pk == self.requester_id or by.is_client:
                self.last_client_activity_at = at
            else:
                self.last_staff_activity_at = at
        self.save()
        event = TicketEvent.objects.create(
            ticket=self, kind=kind, actor=by, subject=subject, at=at, is_internal=is_internal, old=old or {}, new=new or {}
        )
        ticket_event_recorded.send(sender=type(self), ticket=self, event=event)
        return event

    def move_to(self, status):
        """Set the status; return the `old` and `new` values for the event."""
        old, self.status = self.status, status
        return {"status": old}, {"status": str(status)}
