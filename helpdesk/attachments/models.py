"""A private file of a ticket: the row that knows its bytes."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.attachments.querysets import AttachmentQuerySet
from helpdesk.attachments.storage import private_storage, stored_path
from helpdesk.attachments.verbs import AttachmentVerbs


def new_key():
    return secrets.token_urlsafe(16)


class Attachment(AttachmentVerbs, models.Model):
    """A private file of a ticket, always a PDF. Removing it deletes the bytes; name, size and times stay."""

    ticket = models.ForeignKey("helpdesk.Ticket", models.PROTECT, related_name="attachments")
    message = models.ForeignKey("helpdesk.Message", models.PROTECT, null=True, blank=True, related_name="attachments")
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    file = models.FileField(storage=private_storage, upload_to=stored_path, max_length=200, blank=True)
    is_internal = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey("helpdesk.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+")

    CONTENT_TYPE = "application/pdf"

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["ticket", "created_at"], name="attachment_of_ticket")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) & ~Q(file="") | Q(removed_at__isnull=False, file=""),
                name="removed_means_no_bytes",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The download; `ticket` should be loaded."""
        return reverse("helpdesk:attachment", args=[self.ticket.number, self.key])
