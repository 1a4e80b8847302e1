"""The short lists of the catalogue: where requests come from, what kind they are, what is checked, why files come back."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.common.language import in_language


class Lookup(models.Model):
    """A short list with a code and a label in two languages."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    label = models.CharField(_("label"), max_length=120)
    label_en = models.CharField(_("label in English"), max_length=120, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        abstract = True
        ordering = ["sort_order", "label", "pk"]

    def __str__(self):
        return in_language(self.label, self.label_en)


class TicketSource(Lookup):
    """How a request reached the desk (row A4: “Lain-lain” unless somebody says otherwise)."""

    DEFAULT_CODE = "lain"

    class Meta(Lookup.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")


class TicketType(Lookup):
    """Request, problem, complaint … (row A4)."""

    DEFAULT_CODE = "permintaan"

    class Meta(Lookup.Meta):
        verbose_name = _("type")
        verbose_name_plural = _("types")


class ChecklistItem(Lookup):
    """A check that staff make for a service, such as “registered online in SPSE” (row A7)."""

    class Meta(Lookup.Meta):
        verbose_name = _("check")
        verbose_name_plural = _("checks")


class RefusalReason(Lookup):
    """A usual reason to ask for a document again, in words for the client. `documents`: codes; empty: any document."""

    documents = ArrayField(models.SlugField(max_length=60), verbose_name=_("only for these documents"), default=list, blank=True)

    class Meta(Lookup.Meta):
        verbose_name = _("reason to ask again")
        verbose_name_plural = _("reasons to ask again")
