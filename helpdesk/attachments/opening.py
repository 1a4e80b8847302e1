"""Who opened which file, and when: the client reads it on the ticket (UU 27/2022: access is recorded)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FileOpening(models.Model):
    """One opening of one file by one person. Looking at the pages of a file again within the hour is the same opening."""

    class What(models.TextChoices):
        PAGES = "pages", _("looked at the pages")
        ORIGINAL = "original", _("took the original")
        ARCHIVE = "archive", _("took all files as one archive")

    attachment = models.ForeignKey("helpdesk.Attachment", models.PROTECT, related_name="openings")
    person = models.ForeignKey("helpdesk.User", models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("opening of a file")
        ordering = ["-at", "-pk"]
        default_permissions = []
        indexes = [models.Index(fields=["attachment", "-at"], name="opening_of_file")]

    def __str__(self):
        return f"{self.attachment_id} {self.what} {self.person_id}"
