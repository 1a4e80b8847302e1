"""Who changed people, departments, services and settings. Rows are added and read; the database refuses the rest."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One change of one record: who, when, from where, what before and after.

    `kind` is the record's model (“helpdesk.user”), `old` and `new` hold the changed fields only, as people read them.
    A trigger of the database refuses UPDATE and DELETE (migration 0005).
    """

    class Action(models.TextChoices):
        CREATED = "created", _("added")
        CHANGED = "changed", _("changed")
        DELETED = "deleted", _("deleted")

    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    action = models.CharField(_("action"), max_length=10, choices=Action)
    kind = models.CharField(_("kind"), max_length=60)
    object_id = models.CharField(max_length=40)
    object_name = models.CharField(_("what"), max_length=200)
    old = models.JSONField(_("old"), default=dict)
    new = models.JSONField(_("new"), default=dict)
    address = models.GenericIPAddressField(_("from where"), null=True)
    path = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        default_permissions = []
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="audit_of_object"),
            models.Index(fields=["actor", "-id"], name="audit_of_actor"),
        ]

    def __str__(self):
        return f"{self.action} {self.kind} {self.object_id}"
