"""Who of the requester's organisation may read a ticket, and what becomes of that when organisations are merged."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.models.event import EventKind, TicketEvent
from helpdesk.tickets.models.recording import verb

BATCH = 1000


class SharingVerbs:
    """Mixin of Ticket: `set_private`."""

    @property
    def is_read_by_colleagues(self):
        """People of the organisation read it too (table C); says the same as `visible_to` in SQL."""
        return self.organisation_id is not None and self.organisation.shares_tickets and not self.is_private

    @verb
    def set_private(self, private, *, by, at):
        """Keep the ticket between its requester and the helpdesk, or let colleagues read it where the organisation
        shares. Takes effect with everybody's next request; possible on a finished ticket too. Nothing to do: None."""
        if self.organisation_id is None:
            raise IllegalMove(_("This ticket belongs to no organisation: only its requester and the helpdesk read it."))
        if self.is_private == private:
            return None
        self.is_private = private
        return self.record(EventKind.PRIVACY_CHANGED, by=by, at=at, old={"private": not private}, new={"private": private})


class SharedTickets:
    """Mixin of TicketQuerySet: `move_to_organisation`."""

    @transaction.atomic
    def move_to_organisation(self, organisation, *, private, by, at=None):
        """Give these tickets to `organisation`, set-based; with `private` nobody new reads them there.

        Returns (moved, made private). Each that became private gets an event that says so.
        """
        made_private = self._make_private(by=by, at=at or timezone.now()) if private else 0
        return self.update(organisation=organisation), made_private

    def _make_private(self, *, by, at):
        open_to_colleagues = self.filter(is_private=False).select_for_update().order_by("pk")
        keys = list(open_to_colleagues.values_list("pk", flat=True))
        facts = {"private": True, "merged": True}
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            self.model.objects.filter(pk__in=some).update(is_private=True, version=F("version") + 1)
            TicketEvent.objects.bulk_create(
                TicketEvent(ticket_id=key, kind=EventKind.PRIVACY_CHANGED, actor=by, at=at, old={"private": False}, new=facts)
                for key in some
            )
        return len(keys)
