"""Questions and answers, and the page that shows them (rows B1, B13)."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from faq.feedback import Opening, Opinion, Unfound  # noqa: F401  (the app's other tables)
from faq.page import FAQOnPage
from faq.plain import to_text
from faq.preview import BothLanguages
from faq.querysets import FAQEntryQuerySet
from faq.verbs import Verbs
from helpdesk.common.language import in_language
from helpdesk.common.models import Timestamped
from helpdesk.common.site_page import SitePage

ANSWER = {"features": ["bold", "italic", "ol", "ul", "link", "document-link"], "max_length": 10_000}


class State(models.TextChoices):
    """How far an entry is, as the desk reads it (row B13)."""

    PUBLISHED = "published", _("Published")
    QUESTION = "question", _("Question from a client")
    DRAFT = "draft", _("Draft")


class FAQEntry(BothLanguages, Verbs, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, Timestamped):
    """One question with its answer. A draft is read by nobody but the people who edit it.

    A question that a client has sent is a draft without an answer; who asked, and in which words, stays beside it.
    """

    question = models.CharField(_("question"), max_length=200)
    question_en = models.CharField(_("question in English"), max_length=200, blank=True)
    answer = RichTextField(_("answer"), **ANSWER)
    answer_en = RichTextField(_("answer in English"), blank=True, **ANSWER)
    department = models.ForeignKey(
        "helpdesk.Department", models.PROTECT, related_name="faq_entries", verbose_name=_("Department")
    )
    service = models.ForeignKey(
        "helpdesk.Service", models.SET_NULL, null=True, blank=True, related_name="faq_entries", verbose_name=_("related service")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)
    asked_by = models.ForeignKey(
        "helpdesk.User", models.PROTECT, null=True, blank=True, related_name="faq_questions", editable=False,
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True, editable=False)
    asked_subject = models.CharField(_("the client's subject"), max_length=200, blank=True, db_default="", editable=False)
    asked_text = models.TextField(_("the client's description"), blank=True, db_default="", editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="faq_entry")

    objects = FAQEntryQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [FieldPanel(name, read_only=True) for name in ("asked_by", "asked_at", "asked_subject", "asked_text")],
            heading=_("Question from a client"), classname="collapsed",
        ),
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldPanel("department"),
        FieldPanel("service"),
        MultiFieldPanel([FieldPanel("question_en"), FieldPanel("answer_en")], heading=_("English"), classname="collapsed"),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("FAQ entry")
        verbose_name_plural = _("FAQ")
        ordering = ["department__sort_order", "sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(question="") & (models.Q(live=False) | ~models.Q(answer="")), name="faq_entry_is_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(asked_by=None, asked_at=None) | models.Q(asked_by__isnull=False, asked_at__isnull=False),
                name="faq_question_has_its_asker",
            ),
        ]

    def __str__(self):
        return Truncator(self.question_text).chars(80)

    @property
    def state(self):
        if self.live:
            return State.PUBLISHED
        return State.QUESTION if self.asked_by_id and not self.answered_at else State.DRAFT

    @property
    def approved_schedule(self):
        """Whether a time is set at which it appears; already known after `with_state()`."""
        known = getattr(self, "_approved_schedule", None)
        return super().approved_schedule if known is None else known

    @property
    def revisions(self):
        return self._revisions

    @property
    def question_text(self):
        return in_language(self.question, self.question_en)

    @property
    def answer_html(self):
        return in_language(self.answer, self.answer_en)

    @property
    def anchor(self):
        """Stands on the answer, not on the box around it: browsers then open the box for a link to it."""
        return f"jawaban-{self.pk}"

    @property
    def url(self):
        """The address of this one answer; the words in it are for people, the number is what counts."""
        return reverse("faq_public:answer", args=[self.pk, slugify(self.question)[:60].strip("-") or "jawaban"])

    @property
    def summary(self):
        """The beginning of the answer as plain text."""
        return Truncator(" ".join(to_text(self.answer_html).split())).chars(160)

    @property
    def public_service(self):
        """The related service, where it has a page that visitors can open; needs `with_place()`."""
        service = self.service
        is_public = service and service.is_active and service.department.is_active and not service.free_title
        return service if is_public else None


class FAQIndexPage(FAQOnPage, SitePage):
    """`/faq/`: all live entries by department, with a search that needs no JavaScript."""

    intro = models.TextField(_("introduction"), max_length=300, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("intro")]
    search_fields = [*SitePage.search_fields, index.SearchField("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "faq/faq_index_page.html"

    class Meta:
        verbose_name = _("FAQ page")
