"""Announcements: what everybody should know now, as a banner on the site and on the ticket form."""

from django import forms
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from helpdesk.common.language import in_language
from helpdesk.common.models import Timestamped
from home.announcements.cms_form import AnnouncementForm
from home.announcements.period import Period
from home.announcements.permissions import AnnouncementPermissions
from home.announcements.querysets import AnnouncementQuerySet
from home.announcements.reading import Reading
from home.announcements.verbs import Verbs

TEXT = {"features": ["bold", "italic", "ol", "ul", "link", "document-link"], "max_length": 4000}


class Announcement(Verbs, Reading, Period, DraftStateMixin, RevisionMixin, PreviewableMixin, Timestamped, ClusterableModel):
    """One announcement with its period. `ended_at` is the moment in which somebody said that it is over."""

    class Kind(models.TextChoices):
        INFO = "info", _("Information")
        MAINTENANCE = "maintenance", _("Maintenance")
        DISRUPTION = "disruption", _("Disruption")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.INFO)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    text = RichTextField(_("text"), blank=True, **TEXT)
    text_en = RichTextField(_("text in English"), blank=True, **TEXT)
    services = ParentalManyToManyField(
        "helpdesk.Service", blank=True, related_name="announcements", verbose_name=_("affected services"),
        help_text=_("None: it concerns everybody."),
    )
    starts_at = models.DateTimeField(_("begins"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    ended_at = models.DateTimeField(_("declared over"), null=True, editable=False)
    ended_by = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, editable=False, related_name="+")
    closing_words = models.CharField(_("what became of it"), max_length=500, blank=True, editable=False)
    told = models.PositiveIntegerField(_("people told"), null=True, editable=False)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="announcement")

    objects = AnnouncementQuerySet.as_manager()

    base_form_class = AnnouncementForm
    panels = [
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Period")),
        FieldPanel("services", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("text_en")], heading=_("English"), classname="collapsed"),
        MultiFieldPanel(
            [FieldPanel(name, read_only=True) for name in ("ended_at", "ended_by", "closing_words", "told")],
            heading=_("The end"), classname="collapsed",
        ),
    ]
    preview_modes = [("page", _("Its page")), ("banner", _("Banner on the site"))]

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["-starts_at"], name="announcement_open", condition=Q(live=True, ended_at=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")), name="announcement_ends_after_its_beginning",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="announcement_is_ended_by_somebody",
            ),
        ]

    def __str__(self):
        return in_language(self.title, self.title_en)

    @property
    def revisions(self):
        return self._revisions

    def get_preview_template(self, request, mode_name):
        return f"home/announcements/preview_{mode_name}.html"

    def get_preview_context(self, request, mode_name):
        return {"announcement": self, "announcements": [self], "request": request}

    def permissions_for(self, user):
        return AnnouncementPermissions(user, self)


class Affected(models.Model):
    """“I have this too”: one person, once, for a disruption."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="affected")
    person = models.ForeignKey("helpdesk.User", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("affected person")
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["announcement", "person"], name="affected_once")]

    def __str__(self):
        return f"{self.announcement_id} {self.person_id}"
