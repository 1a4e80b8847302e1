"""A file on its way: sent in parts, resumed after a lost connection, a reload, or the next day (tus 1.0.0)."""

import secrets
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.attachments.models import new_key
from helpdesk.attachments.upload_queries import CONTENT_HASH, UploadQuerySet
from helpdesk.attachments.upload_verbs import UploadVerbs

KEPT_FOR = timedelta(days=3)


def expiry():
    return timezone.now() + KEPT_FOR


class Upload(UploadVerbs, models.Model):
    """One resumable upload. Its parts lie in the private storage below `uploads/<key>/`, named by where they begin.

    `fingerprint` is the idempotency key: the same file sent again to the same place goes on where it stopped, and gives
    the first result when it had been kept. `expires_at` lies KEPT_FOR after the last thing that happened.
    """

    KEPT_FOR = KEPT_FOR

    class State(models.TextChoices):
        RECEIVING = "receiving", _("on its way")
        CHECKING = "checking", _("being looked at")
        KEPT = "kept", _("received")
        REFUSED = "refused", _("not accepted")

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    owner = models.ForeignKey("helpdesk.User", models.CASCADE, related_name="+")
    ticket = models.ForeignKey("helpdesk.Ticket", models.CASCADE, related_name="uploads")
    # The code of a document, “other”, or empty: then the file's name tells.
    place = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64)
    name = models.CharField(max_length=150)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    parts = ArrayField(models.PositiveIntegerField(), default=list)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVING)
    status = models.PositiveSmallIntegerField(null=True)  # 422 or 409, as for a file that is sent at once
    sentence = models.CharField(max_length=500, blank=True)
    attachment = models.OneToOneField("helpdesk.Attachment", models.SET_NULL, null=True, related_name="upload")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=expiry)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        default_permissions = []
        indexes = [models.Index(fields=["expires_at"], name="upload_expiring"), models.Index(fields=["ticket", "owner"], name="upload_of_ticket")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "ticket", "place", "fingerprint"], condition=~Q(state="refused"), name="one_upload_of_a_file"
            ),
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_never_longer_than_said"),
            models.CheckConstraint(condition=~Q(state="kept") | Q(received=F("size")), name="kept_upload_is_whole"),
        ]

    def __str__(self):
        return f"{self.key} {self.received}/{self.size}"

    @property
    def is_whole(self):
        return self.received == self.size

    @property
    def proves_content(self):
        """The fingerprint is the SHA-256 that the client has told."""
        return bool(CONTENT_HASH.fullmatch(self.fingerprint))

    def goes_on(self, size, at):
        """Whether the same file, sent again, is this upload: it is on its way, or the file that it became still stands."""
        if self.expires_at <= at or self.size != size:
            return False
        if self.state != self.State.KEPT:
            return True
        file = self.attachment
        if file is None or file.removed_at is not None:
            return False
        version = getattr(file, "version", None)
        return version is None or version.outcome in ("sent", "accepted")

    @staticmethod
    def random_fingerprint():
        return secrets.token_hex(16)
