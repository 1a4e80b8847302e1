"""What is said inside a ticket, and who may read it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.querysets import shown_of


class MessageQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Public messages for everybody who sees the ticket; internal notes for the desk only."""
        return self if user.is_desk else self.filter(is_internal=False)

    def chronologically(self):
        return self.order_by("created_at", "pk")

    def with_authors(self):
        """With the names of the authors, in the same query, and without the search vector."""
        own = [field.name for field in self.model._meta.concrete_fields if field.name != "search"]
        return self.select_related("author").only(*own, *shown_of("author"))


class Message(models.Model):
    """A reply (row A10) or an internal note inside a ticket. Never changed, never deleted."""

    ticket = models.ForeignKey("helpdesk.Ticket", models.PROTECT, related_name="messages")
    author = models.ForeignKey("helpdesk.User", models.PROTECT, related_name="+")
    text = models.TextField(_("text"), max_length=20_000)
    is_internal = models.BooleanField(_("internal note"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    search = models.GeneratedField(
        expression=SearchVector(Left("text", 200_000), config="indonesian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["ticket", "created_at", "id"], name="message_of_ticket"),
            GinIndex(fields=["search"], name="message_search"),
        ]

    def __str__(self):
        return f"{self.ticket_id} {self.created_at:%Y-%m-%d %H:%M}"
