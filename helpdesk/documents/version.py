from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentVersion(models.Model):
    """One file that was sent for a slot, and what became of it."""

    class Outcome(models.TextChoices):
        """The life of one version."""

        SENT = "sent", _("Being checked")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("To be corrected")
        REPLACED = "replaced", _("Replaced")
        REMOVED = "removed", _("Removed")

    slot = models.ForeignKey("helpdesk.DocumentSlot", models.PROTECT, related_name="versions")
    attachment = models.OneToOneField("helpdesk.Attachment", models.PROTECT, related_name="version")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.SENT)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["slot", "number"], name="document_version_once")]

    def __str__(self):
        return f"{self.slot_id} v{self.number}"
