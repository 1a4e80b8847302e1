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


class Scan(models.TextChoices):
    """What the virus scanner said. Without a scanner (CLAMD_ADDRESS) nothing is asked; a waiting file opens for nobody."""

    NONE = "none", _("not scanned")
    WAITING = "waiting", _("waiting for the scan")
    CLEAN = "clean", _("clean")
    INFECTED = "infected", _("infected")


class Removed(models.TextChoices):
    """Why the bytes have gone."""

    BY_PERSON = "person", _("taken away")
    REPLACED = "replaced", _("replaced")
    RETENTION = "retention", _("deleted after the set time")
    INFECTED = "infected", _("refused by the virus scanner")


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
    removed_why = models.CharField(max_length=10, choices=Removed, blank=True, db_default="")
    scan = models.CharField(max_length=8, choices=Scan, default=Scan.NONE, db_default=Scan.NONE.value)
    scanned_at = models.DateTimeField(null=True)

    CONTENT_TYPE = "application/pdf"

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["ticket", "created_at"], name="attachment_of_ticket"),
            # Of years of closed tickets few have bytes left: the deletion after the set time reads only these.
            models.Index(fields=["ticket"], name="attachment_present", condition=Q(removed_at=None)),
        ]
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

    @property
    def is_listed(self):
        """As the queryset's `listed()`: there, or deleted after the set time."""
        return self.removed_at is None or self.removed_why == Removed.RETENTION

    @property
    def may_be_opened(self):
        """The scanner has passed it, or there is none. Every view that shows bytes or pages of a file asks this."""
        return self.removed_at is None and self.scan in {Scan.NONE, Scan.CLEAN}
