"""What a person is told: in the bell, and by e-mail where they want it (row B6)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.common import writing
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.querysets import NotificationQuerySet


class Notification(models.Model):
    """One thing that one person is told, once. About a ticket it names the event; else `path` leads to the thing."""

    recipient = models.ForeignKey("helpdesk.User", models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=30, choices=Kind)
    ticket = models.ForeignKey("helpdesk.Ticket", models.CASCADE, null=True, related_name="notifications")
    event = models.ForeignKey("helpdesk.TicketEvent", models.CASCADE, null=True, related_name="notifications")
    # For what is no ticket: names to put into the sentence, and where it leads.
    facts = models.JSONField(default=dict)
    path = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("Notifications")
        ordering = ["-id"]
        default_permissions = []
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notification_of_person"),
            models.Index(fields=["recipient"], name="notification_unread", condition=Q(read_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "event"], name="told_once_of_an_event"),
            models.CheckConstraint(
                condition=Q(ticket__isnull=False) | Q(event=None), name="an_event_has_its_ticket",
            ),
        ]

    def __str__(self):
        return f"{self.kind} → {self.recipient_id}"

    def get_absolute_url(self):
        """Where it leads: the ticket, else the page that was named; empty for news that lead nowhere."""
        return self.ticket.get_absolute_url() if self.ticket_id else self.path


class NotificationPreference(models.Model):
    """What a person chose for one kind; without a row the kind's own default counts."""

    user = models.ForeignKey("helpdesk.User", models.CASCADE, related_name="notification_preferences")
    kind = models.CharField(max_length=30, choices=Kind)
    by_email = models.BooleanField()

    class Meta:
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_per_kind")]

    def __str__(self):
        return f"{self.user_id} {self.kind} {self.by_email}"


class Delivery(models.Model):
    """The log of one e-mail about one notification: asked for, sent, failed, rightly not sent, or (its worker was killed
    while sending) perhaps sent."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("not sent")
        UNSURE = "unsure", _("sent, perhaps")

    notification = models.OneToOneField(Notification, models.CASCADE, related_name="delivery")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = []
        indexes = [models.Index(fields=["-id"], name="delivery_trouble", condition=Q(state="failed"))]

    def __str__(self):
        return f"{self.notification_id} {self.state}"

    @property
    def is_settled(self):
        """It has gone, or rightly will not go: a second try of the task does nothing."""
        return self.state in {self.State.SENT, self.State.SKIPPED, self.State.UNSURE}

    def note(self, state, reason="", *, tried=False):
        """Keep what became of it; `tried`: the mail server was asked. `reason` is English, the log shows it translated;
        never with an address."""
        self.state, self.reason, self.updated_at = state, reason[:200], timezone.now()
        self.attempts += tried
        writing.update(self, ["state", "reason", "attempts", "updated_at"])
