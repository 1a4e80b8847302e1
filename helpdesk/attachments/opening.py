"""Who opened which file, and when: the client reads it on the ticket (UU 27/2022: access is recorded)."""

from datetime import timedelta

from django.db import models, transaction
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


SAME_LOOK = timedelta(hours=1)


def note(attachments, person, what, at=None):
    """Write down that somebody of the desk opened these files (or this one). What a client opens is their own.

    Looking at the pages again within SAME_LOOK is the same opening, also when several pages are fetched at once.
    """
    if not person.is_desk:
        return
    at = at or timezone.now()
    files = [attachments] if isinstance(attachments, models.Model) else list(attachments)
    if what != FileOpening.What.PAGES:
        _write(files, person, what, at)
    elif files := _not_seen_lately(files, person, what, at):
        with transaction.atomic():
            # Who waits here for the same file's lock finds it written down.
            kind = type(files[0])
            files = list(kind.objects.select_for_update(no_key=True).filter(pk__in=[file.pk for file in files]).order_by("pk"))
            _write(_not_seen_lately(files, person, what, at), person, what, at)


def _not_seen_lately(files, person, what, at):
    lately = FileOpening.objects.filter(attachment__in=files, person=person, what=what, at__gt=at - SAME_LOOK)
    known = set(lately.values_list("attachment_id", flat=True))
    return [file for file in files if file.pk not in known]


def _write(files, person, what, at):
    FileOpening.objects.bulk_create(FileOpening(attachment=file, person=person, what=what, at=at) for file in files)
