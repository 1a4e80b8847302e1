"""Where is looked: for each kind its rows, the vector of its words, its texts, and what a hit says.

SECURITY: everything starts from what any visitor may read. A kind whose own page is closed or a draft is not looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from faq import querysets as questions
from faq.models import FAQEntry
from helpdesk.common import finding
from helpdesk.common.text import words_of
from home import services
from home.models import Announcement
from home.search.hit import Hit
from home.templatetags.site_ui import files_needed, promised, service_url


@dataclass(frozen=True)
class Source:
    """One kind. `page` is the model of the page that shows it; while that is not public, nothing of the kind is."""

    code: str
    label: str
    icon: str
    rows: Callable
    vector: object
    words: tuple  # the fields in which people may have meant a word
    hit: Callable
    page: str = ""

    def searched(self):
        return self.rows().annotate(found_in=self.vector)

    def texts(self):
        rows = self.rows().order_by().values_list(*self.words)[: questions.MOST_TEXTS]
        return [words_of(" ".join(filter(None, row))) for row in rows]


def pages():
    """Live and open to everybody, inherited restrictions too. What has expired is gone before the clock takes it down."""
    return Page.objects.live().public().filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()), depth__gt=2)


def indexed_pages():
    """With the text that stands in Wagtail's index: the words of every block, without its HTML."""
    return pages().annotate(said=F("index_entries__body_text"))


def open_services():
    return services.public().filter(free_title=False).order_by()


def announcements():
    """What is going on and what is planned; what is over helps nobody who looks for something."""
    return Announcement.objects.current() | Announcement.objects.planned()


def page_hit(page, request):
    return Hit(page.get_url(request), [page.title], [page.said or page.search_description], rank=page.rank)


def answer_hit(entry, request):
    texts = [words_of(entry.answer), words_of(entry.answer_en)]
    return Hit(entry.url, [entry.question, entry.question_en], texts, [str(entry.department)], entry.rank)


def service_hit(service, request):
    facts = [str(service.department), promised(service.resolution_hours), service.fee_text, files_needed(service)]
    texts = [f"{service.summary} {service.product}", f"{service.summary_en} {service.product_en}"]
    return Hit(service_url(service), [service.title, service.title_en], texts, facts, service.rank)


def announcement_hit(row, request):
    facts = [row.get_kind_display(), row.period]
    return Hit(row.get_absolute_url(), [row.title, row.title_en], [words_of(row.text), words_of(row.text_en)], facts, row.rank)


SOURCES = (
    Source(
        "pengumuman", _("Announcements"), "megaphone", announcements,
        finding.vector(A=["title", "title_en"], C=["text", "text_en"]),
        ("title", "title_en", "text", "text_en"), announcement_hit, "announcementindexpage",
    ),
    Source(
        "jawaban", _("Answers"), "message-circle-question-mark", lambda: FAQEntry.objects.live().select_related("department"),
        questions.VECTOR, questions.SEARCHED, answer_hit, "faqindexpage",
    ),
    Source(
        "layanan", _("Services"), "layers", open_services, services.VECTOR, services.WORDS, service_hit, "serviceindexpage",
    ),
    Source(
        "halaman", _("Pages"), "file-text", indexed_pages,
        CombinedExpression(F("index_entries__title"), "||", F("index_entries__body"), output_field=SearchVectorField()),
        ("title", "said"), page_hit,
    ),
)  # fmt: skip


def open_sources():
    """The sources whose own page anybody may read; one query for the pages, one for what is closed."""
    shown = [source.page for source in SOURCES if source.page]
    known = set(pages().filter(content_type__model__in=shown).values_list("content_type__model", flat=True))
    return [source for source in SOURCES if not source.page or source.page in known]
