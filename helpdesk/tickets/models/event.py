"""The history of a ticket: what can happen, and each time that it did."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import User
from helpdesk.accounts.querysets import shown_of


class EventKind(models.TextChoices):
    """Everything that can happen to a ticket; `sentences.py` tells each to each audience."""

    SUBMITTED = "submitted", _("submitted")
    FILE_SENT = "file_sent", _("file sent")
    FILE_REMOVED = "file_removed", _("file removed")
    DOCUMENTS_ARRIVED = "documents_arrived", _("all documents arrived")
    RESULT_SENT = "result_sent", _("result of the document check")
    FILE_INFECTED = "file_infected", _("file refused by the virus scanner")
    DOCUMENT_REUSED = "document_reused", _("kept document used again")
    DOCUMENT_EXPIRED = "document_expired", _("document expired")
    DOCUMENTS_DELETED = "documents_deleted", _("documents deleted after the set time")
    HELD = "held", _("documents held")
    RELEASED = "released", _("documents no longer held")
    REQUIREMENT_CHANGED = "requirement_changed", _("document requirement changed")
    CHECK_TICKED = "check_ticked", _("check made")
    ASSIGNED = "assigned", _("assigned")
    TRANSFERRED = "transferred", _("moved to another department")
    REPLIED = "replied", _("reply")
    NOTED = "noted", _("internal note")
    WAITING = "waiting", _("waiting for the client")
    RESUMED = "resumed", _("resumed")
    ESCALATED = "escalated", _("escalated")
    CAME_BACK = "came_back", _("came back from escalation")
    CALL_SCHEDULED = "call_scheduled", _("video call arranged")
    CALL_PROPOSED = "call_proposed", _("time for a video call proposed")
    CALL_MOVED = "call_moved", _("video call moved")
    CALL_CANCELLED = "call_cancelled", _("video call cancelled")
    CALL_RECORDED = "call_recorded", _("video call recorded")
    CLOSED = "closed", _("closed")
    REJECTED = "rejected", _("rejected")
    CANCELLED = "cancelled", _("cancelled")
    REOPENED = "reopened", _("reopened")
    EVALUATED = "evaluated", _("evaluated")
    EDITED = "edited", _("title or description corrected")
    WATCHER_ADDED = "watcher_added", _("watcher added")
    WATCHER_REMOVED = "watcher_removed", _("watcher removed")
    PRIVACY_CHANGED = "privacy_changed", _("who may read it changed")


class EventQuerySet(models.QuerySet):
    def readable_by(self, user):
        return self if user.is_desk else self.readable_by_clients()

    def readable_by_clients(self):
        return self.filter(is_internal=False)

    def chronologically(self):
        return self.order_by("at", "pk")

    def with_people(self):
        """With the names of those who acted and of those it was about, in the same query; `meant_name` is the name of
        somebody who was away when a ticket was assigned to them."""
        own = [field.name for field in self.model._meta.concrete_fields]
        meant = User.objects.filter(pk=Cast(OuterRef("meant"), models.BigIntegerField())).values("name")[:1]
        named = self.annotate(meant=KT("new__instead_of")).annotate(meant_name=Subquery(meant))
        return named.select_related("actor", "subject").only(*own, *shown_of("actor"), *shown_of("subject"))


class TicketEvent(models.Model):
    """One change of one ticket: who, when, what before and after. Never changed, never deleted."""

    ticket = models.ForeignKey("helpdesk.Ticket", models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24, choices=EventKind)
    actor = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+")
    # Whom the event is about, where that is a person: the new assignee.
    subject = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_internal = models.BooleanField(default=False)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["ticket", "at", "id"], name="event_of_ticket")]

    def __str__(self):
        return f"{self.ticket_id} {self.kind}"
