"""Colleagues who follow a ticket (table C): they see it, work on it and hear of it. Clients never learn who they are."""

from django.utils.translation import gettext as _

from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.models.recording import verb


class WatchingVerbs:
    """Mixin of Ticket: `add_watcher`, `remove_watcher`. Watching twice or stopping twice changes nothing (None)."""

    @verb
    def add_watcher(self, person, *, by, at):
        """Let a colleague follow the ticket, also one that is done. Refused for anybody outside of the desk."""
        if not (person.is_active and person.is_desk):
            raise IllegalMove(_("%(name)s does not work at the helpdesk.") % {"name": person})
        if self.watchers.filter(pk=person.pk).exists():
            return None
        self.watchers.add(person)
        return self.record(EventKind.WATCHER_ADDED, by=by, at=at, is_internal=True, subject=person)

    @verb
    def remove_watcher(self, person, *, by, at):
        """End it: by somebody who may add watchers, or by the watcher."""
        if not self.watchers.filter(pk=person.pk).exists():
            return None
        self.watchers.remove(person)
        return self.record(EventKind.WATCHER_REMOVED, by=by, at=at, is_internal=True, subject=person)
