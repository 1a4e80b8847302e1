"""What a visitor wrote to the desk, and what became of it (row B16)."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.verbs import Verbs
from helpdesk.common.models import Timestamped

NAME_MAX, SUBJECT_MAX, TEXT_MAX = 120, 200, 5000


class ContactMessageQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(state=ContactMessage.State.NEW)

    def without_spam(self):
        return self.exclude(state=ContactMessage.State.SPAM)

    def settled_before(self, moment, state):
        """Messages in `state` that nobody has touched since; a robot's was settled when it came."""
        settled = self.filter(state=state).alias(settled_at=Coalesce("handled_at", "updated_at"))
        return settled.filter(settled_at__lt=moment)

    def as_submissions(self):
        """The same rows under the name of the date by which Wagtail's own screen sorts and filters."""
        return self.annotate(submit_time=F("created_at"))


class ContactMessage(Verbs, Timestamped):
    """One message, as it was typed. Nothing of it ever goes to the address in it: anybody may have written it there."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        SPAM = "spam", _("Spam")

    # The CMS looks no further: who refers to what would show editors that messages exist.
    wagtail_reference_index_ignore = True

    name = models.CharField(_("Name"), max_length=NAME_MAX)
    email = models.EmailField(_("Email"))
    subject = models.CharField(_("Title"), max_length=SUBJECT_MAX)
    text = models.TextField(_("Message"), validators=[MaxLengthValidator(TEXT_MAX)])
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    token = models.CharField(max_length=64, unique=True, editable=False)
    handled_by = models.ForeignKey(
        "helpdesk.User", models.SET_NULL, null=True, editable=False, related_name="handled_contact_messages",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled at"), null=True, editable=False)
    ticket = models.OneToOneField(
        "helpdesk.Ticket", models.SET_NULL, null=True, editable=False, related_name="contact_message", verbose_name=_("ticket")
    )

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact message")
        verbose_name_plural = _("contact messages")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["change", "delete", "view"]  # visitors alone write them
        indexes = [models.Index(fields=["state", "-created_at"], name="contact_by_state")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=["new", "answered", "spam"]), name="contact_state_is_known")
        ]

    def __str__(self):
        return f"#{self.pk}"

    def get_absolute_url(self):
        return reverse("contact_desk:message", args=[self.pk])

    def get_data(self):
        """The row as Wagtail's own screen and its sheets show it."""
        return {
            "submit_time": timezone.localtime(self.created_at).strftime("%Y-%m-%d %H:%M"), "state": self.get_state_display(),
            "name": self.name, "email": self.email, "subject": self.subject, "text": self.text,
        }  # fmt: skip
