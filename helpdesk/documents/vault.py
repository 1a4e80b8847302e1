"""Documents that were accepted once and may be used again for the organisation's next request."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.attachments.storage import delete_on_commit, private_storage, stored_path

KEPT_AFTER_EXPIRY = timedelta(days=30)


class KeptQuerySet(models.QuerySet):
    def current(self):
        """Not withdrawn: the bytes are there."""
        return self.filter(withdrawn_at=None)

    def offered(self, today=None):
        """What a new ticket may use: not withdrawn, and good today."""
        return self.current().filter(Q(expires_on=None) | Q(expires_on__gte=today or timezone.localdate()))

    def of(self, organisation):
        """What one organisation keeps, with who agreed, for its list."""
        return self.current().filter(organisation=organisation).select_related("agreed_by", "organisation", "slot__ticket")

    def move_to_organisation(self, organisation, *, as_members, by, at=None):
        """Two records of one organisation became one: its copies move along; of two of a kind the one accepted later stays.

        Without `as_members` a stranger may have typed the name: nobody shall read the other's papers, so these copies go.
        """
        there = {kept.code: kept for kept in organisation.kept_documents.current().select_for_update()}
        for kept in self.current().select_for_update().order_by("pk"):
            other = there.get(kept.code)
            if not as_members or (other is not None and other.accepted_at >= kept.accepted_at):
                kept.withdraw(by=by, at=at)
                continue
            if other is not None:
                other.withdraw(by=by, at=at)
            kept.organisation = organisation
            kept.save(update_fields=["organisation"])


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

    objects = KeptQuerySet.as_manager()

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

    @property
    def has_expired(self):
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    def may_withdraw(self, user):
        """Who agreed, a contact person of the organisation, and the desk's managers; nobody outside learns of it."""
        may = self.organisation.permissions_for(user)
        return may.manages or may.is_contact or (may.is_member and self.agreed_by_id == user.pk)

    @transaction.atomic
    def withdraw(self, *, by, at=None):
        """Take the consent back: the bytes go at the commit, the row says who and when. Twice changes nothing.

        `by` None: the clock. The rows are their own record: consent and its end belong to no ticket.
        """
        fresh = type(self).objects.select_for_update().get(pk=self.pk)
        if fresh.withdrawn_at is None:
            name, storage = fresh.file.name, fresh.file.storage
            type(self).objects.filter(pk=self.pk).update(file="", withdrawn_at=at or timezone.now(), withdrawn_by=by)
            delete_on_commit(storage, name)
        self.refresh_from_db()


def forget_expired(at=None):
    """Delete copies whose last day is 30 days ago or more; return how many."""
    before = timezone.localdate(at) - KEPT_AFTER_EXPIRY
    old = list(KeptDocument.objects.current().filter(expires_on__lte=before).order_by("pk")[:500])
    for kept in old:
        kept.withdraw(by=None, at=at)
    return len(old)
