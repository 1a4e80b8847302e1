"""Accepted documents that run out while their ticket is still open: a new one is asked for."""

from django.apps import apps
from django.utils import timezone

from helpdesk.documents.verbs import count_documents, slot_verb
from helpdesk.tickets.models import IllegalMove

BATCH = 500


class ExpiryVerbs:
    """Mixin of DocumentSlot: `expire`."""

    @slot_verb
    def expire(self, *, by, at):
        """An accepted document whose last day is over counts as expired; the file stays until a new one comes.

        A required one is asked for again and the ticket waits for it; an optional one only says so. Nothing to do: None.
        """
        if self.state != "accepted" or self.expires_on is None or self.expires_on >= timezone.localdate(at):
            return None
        self.state = "expired"
        self.save(update_fields=["state"])
        owed_before = self.ticket.wanted_documents
        count_documents(self.ticket)
        facts = {"slot": self.pk, "document": self.name, "expires_on": self.expires_on.isoformat(), "is_asked": self.is_wanted}
        return self.ticket.document_expired(facts, by=by, at=at, is_first=not owed_before)


def expire_due(at=None):
    """Mark what ran out yesterday or before on open tickets, soonest first; return how many."""
    at, done = at or timezone.now(), 0
    slots = apps.get_model("helpdesk", "DocumentSlot").objects
    due = slots.filter(state="accepted", expires_on__lt=timezone.localdate(at), ticket__closed_at=None)
    for slot in due.select_related("ticket").order_by("expires_on", "pk")[:BATCH]:
        try:
            done += slot.expire(by=None, at=at) is not None
        except IllegalMove:  # the ticket was done a moment ago
            continue
    return done

