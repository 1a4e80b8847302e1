"""On whose behalf people ask: companies, agencies, individual businesses."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.organisation_querysets import OrganisationQuerySet
from helpdesk.common.models import Timestamped


class Applicant(models.TextChoices):
    """Who applies; decides which conditional documents a service needs."""

    COMPANY = "company", _("Company (PT, CV, cooperative …)")
    SOLE_TRADER = "sole_trader", _("Sole trader")
    FOREIGN_COMPANY = "foreign_company", _("Foreign company without an office in Indonesia")
    AGENCY = "agency", _("Government agency (OPD)")
    CITIZEN = "citizen", _("Citizen")


class Organisation(Timestamped):
    """A company, an agency (OPD) or a sole trader on whose behalf people ask."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company")
        AGENCY = "agency", _("Agency (OPD)")
        INDIVIDUAL = "individual", _("Individual business")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    code = models.SlugField(_("code"), max_length=60, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    npwp = models.CharField(_("NPWP (tax number)"), max_length=30, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True)
    is_verified = models.BooleanField(
        _("verified"), default=False, help_text=_("Somebody of the desk has checked that this organisation exists.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    shares_tickets = models.BooleanField(_("colleagues may see our tickets"), default=False)

    # A duplicate that was merged into another record; it keeps its name for the history only.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates", editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        indexes = [models.Index(Lower("name"), "id", name="organisation_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.UniqueConstraint("name", condition=Q(kind="agency"), name="agency_name_is_unique"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(is_active=False) & ~Q(merged_into=models.F("id")),
                name="merged_is_not_active",
            ),
        ]

    def __str__(self):
        return self.name

    def permissions_for(self, user):
        """What `user` may do with this organisation and its members; views and templates ask this object."""
        from helpdesk.accounts.organisation_permissions import OrganisationPermissions

        return OrganisationPermissions(self, user)

    @property
    def is_from_the_list(self):
        """An agency of the official list that the site was set up with; it carries the list's code."""
        return self.kind == self.Kind.AGENCY and bool(self.code)

    @property
    def applicant(self):
        """The usual answer to “who applies” for this kind of organisation."""
        return {
            self.Kind.COMPANY: Applicant.COMPANY,
            self.Kind.AGENCY: Applicant.AGENCY,
            self.Kind.INDIVIDUAL: Applicant.SOLE_TRADER,
        }[self.kind]
