"""Questions and answers, and the page that shows them (rows B1, B13)."""

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from faq.feedback import Opening, Opinion, Unfound  # noqa: F401  (the app's other tables)
from faq.page import FAQOnPage
from faq.verbs import Verbs
from helpdesk.common import finding
from helpdesk.common.language import in_language
from helpdesk.common.models import Timestamped
from helpdesk.common.site_page import SitePage

ANSWER = {"features": ["bold", "italic", "ol", "ul", "link", "document-link"], "max_length": 10_000}


class FAQEntryQuerySet(models.QuerySet):
    def live(self):
        """What visitors may read: published, of a department that still answers."""
        return self.filter(live=True, department__is_active=True)

    def questions(self):
        """What clients have sent and nobody has answered yet."""
        return self.filter(live=False, asked_by__isnull=False, answered_at=None)

    def drafts(self):
        """Written at the desk, read by nobody else yet."""
        return self.filter(live=False).exclude(asked_by__isnull=False, answered_at=None)

    def asked_by(self, user):
        """SECURITY: a client's own questions; the only unpublished ones that a client may see."""
        return self.filter(asked_by=user) if user.asks_for_services else self.none()

    def in_order(self):
        return self.select_related("department").order_by(
            "department__sort_order", "department__name", "department", "sort_order", "pk"
        )

    def search(self, text):
        """The entries that answer `text`, best first; forgiving (see helpdesk.common.finding)."""
        vector = SearchVector("question", "question_en", weight="A", config="indonesian") + SearchVector(
            "answer", "answer_en", weight="C", config="indonesian"
        )
        fields = ("question", "question_en", "answer", "answer_en")
        return finding.tolerant(
            self.select_related("department"), vector, text,
            lambda: [" ".join(row) for row in self.order_by().values_list(*fields)[:2000]],
        )  # fmt: skip


class State(models.TextChoices):
    """How far an entry is, as the desk reads it (row B13)."""

    PUBLISHED = "published", _("Published")
    QUESTION = "question", _("Question from a client")
    DRAFT = "draft", _("Draft")


class FAQEntry(Verbs, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, Timestamped):
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
        FieldRowPanel([FieldPanel("department"), FieldPanel("sort_order")]),
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

    def get_preview_template(self, request, mode_name):
        return "faq/faq_entry_preview.html"


class FAQIndexPage(FAQOnPage, SitePage):
    """`/faq/`: all live entries by department, with a search that needs no JavaScript."""

    intro = models.TextField(_("introduction"), max_length=300, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "faq/faq_index_page.html"

    class Meta:
        verbose_name = _("FAQ page")
