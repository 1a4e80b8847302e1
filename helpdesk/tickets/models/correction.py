"""Correcting what a ticket says (row B15, “can edit tickets”); the old text stays in the history."""

from django.utils.translation import gettext as _

from helpdesk.tickets.models.errors import ChangedMeanwhile, IllegalMove
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.models.recording import verb


class CorrectionVerbs:
    """Mixin of Ticket: `edit`."""

    def edit(self, *, by, at=None, seen=None, title=None, description=None):
        """Correct title or description (None: as it is), until the ticket is done; None when nothing is different.

        The title of a service with a fixed one is the service's name and stays. `seen` is the version that the form
        was made from: only another correction since then refuses this one, since a reply or a note changes no word of it.
        """
        return self._edit(by=by, at=at, title=title, description=description, read=seen)

    @verb
    def _edit(self, *, by, at, title, description, read):
        self._must_not_be_done()
        if read is not None and self._was_corrected_since(read):
            raise ChangedMeanwhile(self)
        wanted = {"title": title, "description": description}
        new = {name: text for name, text in wanted.items() if text is not None and text != getattr(self, name)}
        if not new:
            return None
        if "title" in new and not self.service.free_title:
            raise IllegalMove(_("The title is the name of the service and cannot be changed."))
        if not all(text.strip() for text in new.values()):
            raise IllegalMove(_("Title and description cannot be empty."))
        old = {name: getattr(self, name) for name in new}
        for name, text in new.items():
            setattr(self, name, text)
        return self.record(EventKind.EDITED, by=by, at=at, old=old, new=new)

    def _was_corrected_since(self, version):
        """Each event raises the version by one: the difference is the number of events that happened since."""
        count = self.version - version
        newest = self.events.order_by("-at", "-pk").values_list("kind", flat=True)[: max(count, 0)]
        return EventKind.EDITED in list(newest)
