"""The words in which calls are looked up."""

from django.db import models
from django.utils import timezone

COMING = ("proposed", "booked")


class CallQuerySet(models.QuerySet):
    def booked(self):
        return self.filter(state="booked")

    def proposed(self):
        """By the client, and not answered yet."""
        return self.filter(state="proposed")

    def coming(self):
        """Proposed or booked: what still lies ahead of the ticket, or should have been noted by now."""
        return self.filter(state__in=COMING)

    def to_do(self, tonight):
        """Proposals, and booked calls that begin before `tonight` or should have had their outcome by now."""
        return self.filter(models.Q(state="proposed") | models.Q(state="booked", starts_at__lt=tonight))

    def of_officer(self, officer):
        return self.filter(officer=officer)

    def ahead(self, at=None):
        return self.booked().filter(ends_at__gt=at or timezone.now())

    def visible_to(self, user):
        """Children through their parent: the calls of tickets that this person sees."""
        tickets = self.model._meta.get_field("ticket").related_model.objects
        return self.filter(ticket__in=tickets.visible_to(user))
