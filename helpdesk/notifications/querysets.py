"""The words in which notifications are looked up."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from helpdesk.accounts.models.role import Role


class NotificationQuerySet(models.QuerySet):
    def of(self, user):
        """What this person was told, as far as they may still know of it. SECURITY: every path starts here."""
        return self.filter(recipient=user).still_seen()

    def still_seen(self):
        """Without those about tickets that their recipients may not see any more.

        Says the same as `Ticket.objects.visible_to`, from the notification's side and for many recipients at once, so
        that bell, list and mail agree; `tests/test_still_seen.py` compares the two. Colleagues are never told.
        """
        ticket = self.model._meta.get_field("ticket").related_model
        watched = ticket.watchers.through.objects.filter(ticket=OuterRef("ticket"), user=OuterRef("recipient"))
        theirs = Q(ticket__department=F("recipient__department")) | Q(ticket__assignee=F("recipient")) | Exists(watched)
        return self.filter(
            Q(ticket=None)
            | Q(recipient__role__in=[Role.SUPERADMIN, Role.ADMIN])
            | Q(recipient__role=Role.STAFF) & theirs
            | Q(recipient__role=Role.CLIENT, ticket__requester=F("recipient"), event__is_internal=False),
            recipient__is_active=True,
        )

    def unread(self):
        return self.filter(read_at=None)

    def about(self, ticket):
        return self.filter(ticket=ticket)

    def for_telling(self):
        """With all that a sentence about each needs, in the same query."""
        return self.select_related("ticket__service", "event__actor", "event__subject").defer(
            "ticket__search", "ticket__description", "ticket__service__description_template"
        )
