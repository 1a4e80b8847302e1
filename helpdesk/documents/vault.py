"""Documents that were accepted once and may be used again for the organisation's next request."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.attachments.storage import private_storage, stored_path


class KeptDocument(models.Model):
    """A copy of an accepted document, kept with the client's consent for their organisation. Withdrawn: the bytes go."""

    organisation = models.ForeignKey("helpdesk.Organisation", models.PROTECT, related_name="kept_documents")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=private_storage, upload_to=stored_path, max_length=200, blank=True)
    slot = models.ForeignKey("helpdesk.DocumentSlot", models.PROTECT, related_name="kept_copies")
    accepted_at = models.DateTimeField()
    expires_on = models.DateField(_("valid until"), null=True)
    agreed_by = models.ForeignKey("helpdesk.User", models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kept document")
        verbose_name_plural = _("kept documents")
        ordering = ["title", "-accepted_at"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], condition=Q(withdrawn_at=None), name="one_kept_document_of_a_kind"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) & ~Q(file="") | Q(withdrawn_at__isnull=False, file=""),
                name="withdrawn_document_has_no_bytes",
            ),
        ]

    def __str__(self):
        return self.title
