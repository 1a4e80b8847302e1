"""What can be asked for: services, their documents and their promises. Data, never code (DOMAIN 2.1)."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, PreviewableMixin

from helpdesk.accounts.models import Applicant, Organisation
from helpdesk.catalogue.lookups import ChecklistItem, Lookup, RefusalReason, TicketSource, TicketType  # noqa: F401
from helpdesk.catalogue.verbs import ServiceVerbs
from helpdesk.common.language import in_language

HOURS = {"max_digits": 6, "decimal_places": 2}


class ServiceQuerySet(models.QuerySet):
    def available(self):
        """What can be asked for today, in the order of the picker."""
        return (
            self.filter(is_active=True, department__is_active=True)
            .select_related("department", "type")
            .order_by("department__sort_order", "department__name", "free_title", "sort_order", "title", "pk")
        )

    def meant_for(self, organisation):
        """What suits people of this organisation (None: a citizen); nobody is kept from the rest."""
        if organisation is None:
            return self.filter(audience=Service.Audience.ALL)
        is_agency = organisation.kind == Organisation.Kind.AGENCY
        own = Service.Audience.AGENCIES if is_agency else Service.Audience.PROVIDERS
        return self.filter(audience__in=[Service.Audience.ALL, own])


class Service(ServiceVerbs, PreviewableMixin, ClusterableModel):
    """One kind of request: who answers, what it needs, what it costs and how long it takes.

    Times are working hours (Perpres 21/2023); one working day is 7.5 of them.
    """

    class Audience(models.TextChoices):
        ALL = "semua", _("Everybody")
        PROVIDERS = "penyedia", _("Providers (companies)")
        AGENCIES = "opd", _("Agencies (OPD)")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    department = models.ForeignKey(
        "helpdesk.Department", models.PROTECT, related_name="services", verbose_name=_("Department")
    )
    type = models.ForeignKey(TicketType, models.PROTECT, related_name="+", verbose_name=_("Type"))
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.ALL)
    description_template = models.TextField(
        _("description template"), blank=True, max_length=2000,
        help_text=_("Words in {curly brackets} are filled from the profile or from the fields below."),
    )
    first_response_hours = models.DecimalField(_("first response, working hours"), **HOURS)
    resolution_hours = models.DecimalField(_("resolution, working hours"), **HOURS)
    fee = models.CharField(_("fee"), max_length=120, default="Gratis")
    fee_en = models.CharField(_("fee in English"), max_length=120, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True, db_default="", help_text=_("What the service is for; shown in lists and in search engines."))
    summary_en = models.CharField(_("in one sentence, in English"), max_length=200, blank=True, db_default="")
    product = models.CharField(
        _("product"), max_length=300, blank=True, db_default="", help_text=_("What people hold in their hands at the end. Empty: the written answer in the ticket.")
    )
    product_en = models.CharField(_("product in English"), max_length=300, blank=True, db_default="")
    has_video_call = models.BooleanField(_("verification by video call"), default=False)
    free_title = models.BooleanField(_("the client writes the title"), default=False)
    checklist = ParentalManyToManyField(ChecklistItem, blank=True, related_name="services", verbose_name=_("checks"))
    note = models.TextField(_("note for staff"), blank=True, max_length=2000)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_active = models.BooleanField(_("active"), default=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["sort_order", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_response_hours__gt=0, resolution_hours__gte=models.F("first_response_hours")),
                name="service_hours_make_sense",
                violation_error_message=_("The resolution takes at least as long as the first response, and both more than 0."),
            )
        ]

    def __str__(self):
        return in_language(self.title, self.title_en)

    @property
    def fee_text(self):
        return in_language(self.fee, self.fee_en)

    @property
    def summary_text(self):
        return in_language(self.summary, self.summary_en)

    @property
    def product_text(self):
        return in_language(self.product, self.product_en)

    def get_preview_template(self, request, mode_name):
        return "home/service_page.html"

    def get_preview_context(self, request, mode_name):
        return {"service": self}

    def required_for(self, applicant, by_proxy):
        """The document requirements that ask for a file from this applicant, in order."""
        return [r for r in self.required_documents.all() if r.necessity(applicant, by_proxy) == Necessity.REQUIRED]


class ServiceInput(Orderable):
    """A placeholder of the description that the client fills in a small labelled field."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="inputs")
    name = models.SlugField(_("placeholder"), max_length=60)
    label = models.CharField(_("label"), max_length=120)
    label_en = models.CharField(_("label in English"), max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("field")
        verbose_name_plural = _("fields of the description")
        constraints = [models.UniqueConstraint(fields=["service", "name"], name="service_input_once")]

    def __str__(self):
        return in_language(self.label, self.label_en)


class Necessity(models.TextChoices):
    """What a requirement means for one ticket, once the two questions are answered."""

    REQUIRED = "required", _("Required")
    OPTIONAL = "optional", _("Optional")
    STAFF_DECIDE = "staff_decides", _("The helpdesk decides whether it is needed")
    NOT_NEEDED = "not_needed", _("Not needed")


class DocumentRequirement(Orderable):
    """A document that a service asks for: required, optional, or required under a condition."""

    class Requirement(models.TextChoices):
        REQUIRED = "required", _("Required")
        CONDITIONAL = "conditional", _("Conditional")
        OPTIONAL = "optional", _("Optional")

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="required_documents")
    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    requirement = models.CharField(_("requirement"), max_length=12, choices=Requirement, default=Requirement.REQUIRED)
    note = models.CharField(_("note"), max_length=300, blank=True)
    for_applicants = ArrayField(
        models.CharField(max_length=20, choices=Applicant), verbose_name=_("only for these applicants"),
        default=list, blank=True,
    )
    only_by_proxy = models.BooleanField(_("only by power of attorney"), default=False)
    staff_decides = models.BooleanField(_("staff decide whether it is needed"), default=False)
    as_text = models.BooleanField(_("given as text in the description, not as a file"), default=False)
    explanation = models.TextField(
        _("explanation for clients"), max_length=600, blank=True, db_default="",
        help_text=_("What it is, where people get it, what has to be readable on it."),
    )
    explanation_en = models.TextField(_("explanation in English"), max_length=600, blank=True, db_default="")
    sample = models.ForeignKey(
        "wagtaildocs.Document", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sample or form to fill in"),
    )
    expires = models.BooleanField(
        _("has an expiry date"), default=False, db_default=False, help_text=_("The officer who accepts it writes the date down.")
    )
    is_reusable = models.BooleanField(
        _("may be kept for the organisation's next request"), default=False, db_default=False,
        help_text=_("Only when the client agrees. For documents of the organisation, never for somebody's identity card."),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days to keep after closing"), null=True, blank=True, help_text=_("Empty: as the settings say.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="service_document_once"),
            models.CheckConstraint(
                condition=~Q(requirement="conditional")
                | ~Q(for_applicants=[]) | Q(only_by_proxy=True) | Q(staff_decides=True),
                name="conditional_document_has_a_condition",
                violation_error_message=_("A conditional document needs a condition."),
            ),
        ]

    def __str__(self):
        return in_language(self.name, self.name_en)

    def clean(self):
        """SECURITY: the sample is shown to everybody who asks for the service; nothing of a closed collection."""
        super().clean()
        if self.sample is not None and self.sample.collection.get_view_restrictions().exists():
            raise ValidationError({"sample": _("This document is not open to everybody. Move it to a public collection, or choose another one.")})

    @property
    def explanation_text(self):
        return in_language(self.explanation, self.explanation_en)

    def necessity(self, applicant, by_proxy):
        """Say whether this document is needed from `applicant`, who acts by proxy or in person."""
        if self.requirement == self.Requirement.REQUIRED:
            return Necessity.REQUIRED
        if self.requirement == self.Requirement.OPTIONAL:
            return Necessity.OPTIONAL
        if self.for_applicants and applicant not in self.for_applicants:
            return Necessity.NOT_NEEDED
        if self.only_by_proxy and not by_proxy:
            return Necessity.NOT_NEEDED
        return Necessity.STAFF_DECIDE if self.staff_decides else Necessity.REQUIRED
