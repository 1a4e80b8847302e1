"""A place for one document that a ticket asks for: its state, its file, the verdict that is noted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helpdesk.catalogue.models import Necessity
from helpdesk.common.language import in_language
from helpdesk.documents.answers import AnswerVerbs
from helpdesk.documents.expiry import ExpiryVerbs
from helpdesk.documents.querysets import SlotManager
from helpdesk.documents.reuse import ReuseVerbs
from helpdesk.documents.verbs import SlotVerbs


class SlotState(models.TextChoices):
    """How far one document is, as the client reads it."""

    MISSING = "missing", _("Missing")
    SENT = "sent", _("Being checked")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("To be corrected")
    EXPIRED = "expired", _("Expired")


class Verdict(models.TextChoices):
    """What an officer has noted but not sent yet."""

    NONE = "", _("Not judged yet")
    ACCEPT = "accept", _("Accept")
    REFUSE = "refuse", _("Ask again")


class DocumentSlot(SlotVerbs, AnswerVerbs, ExpiryVerbs, ReuseVerbs, models.Model):
    """The place of one document on one ticket. Name and need are kept as they were when the ticket was made."""

    ticket = models.ForeignKey("helpdesk.Ticket", models.PROTECT, related_name="slots")
    requirement = models.ForeignKey(
        "helpdesk.DocumentRequirement", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    necessity = models.CharField(_("requirement"), max_length=14, choices=Necessity, default=Necessity.REQUIRED)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=SlotState, default=SlotState.MISSING)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.NONE, blank=True)
    verdict_reason = models.CharField(max_length=500, blank=True)
    verdict_by = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+")
    current = models.OneToOneField(
        "helpdesk.Attachment", models.PROTECT, null=True, blank=True, related_name="slot"
    )
    decided_by = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # As written down by whoever accepted it, for documents that run out.
    expires_on = models.DateField(_("valid until"), null=True)

    objects = SlotManager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "code"], name="one_slot_per_document"),
            models.CheckConstraint(
                condition=Q(state="missing", current=None) | ~Q(state="missing") & Q(current__isnull=False),
                name="slot_with_a_state_has_a_file",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="refused_slot_says_why"),
        ]

    def __str__(self):
        return in_language(self.name, self.name_en)

    @property
    def is_required(self):
        return self.necessity == Necessity.REQUIRED

    @property
    def is_wanted(self):
        """The client owes a file here: sent and refused, or required and missing or expired."""
        return self.state == SlotState.REFUSED or (self.is_required and self.state in {SlotState.MISSING, SlotState.EXPIRED})

    @property
    def takes_a_file(self):
        """A file may still be sent or replaced here: until it is accepted."""
        return self.state != SlotState.ACCEPTED and self.necessity != Necessity.NOT_NEEDED

    @property
    def can_be_emptied(self):
        """What lies here may be taken away without anything in its place: until it was accepted."""
        return self.takes_a_file and self.state != SlotState.EXPIRED
