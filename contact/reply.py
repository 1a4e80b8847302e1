"""What the desk answered by email, and whether it has gone."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ANSWER_MAX = 5000


class ContactReply(models.Model):
    """One answer to one message. It goes out in the background; `state` says how far it came."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    wagtail_reference_index_ignore = True

    message = models.ForeignKey("contact.ContactMessage", models.CASCADE, related_name="replies")
    text = models.TextField(pgettext_lazy("contact form", "Answer"), max_length=ANSWER_MAX)
    by = models.ForeignKey("helpdesk.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("answer to a contact message")
        ordering = ["at", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=["queued", "sent", "failed"]), name="contact_reply_state_is_known")
        ]

    def __str__(self):
        return f"{self.message_id}/{self.pk} {self.state}"

    @property
    def has_gone(self):
        return self.state == self.State.SENT

    @property
    def has_failed(self):
        return self.state == self.State.FAILED

    def note(self, state, reason="", *, tried=False):
        """Keep what became of it; `tried`: the mail server was asked. `reason` is English, the screen shows it translated;
        never with an address."""
        self.state, self.reason = state, reason[:200]
        self.attempts += tried
        self.save()
