"""The vocabulary of the FAQ: what is live, asked, drafted, found, and what readers made of it."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Revision, WorkflowState

from faq.feedback import Opening, Opinion
from helpdesk.common import finding
from helpdesk.common.text import words_of

SEARCHED = ("question", "question_en", "answer", "answer_en")
VECTOR = finding.vector(A=SEARCHED[:2], C=SEARCHED[2:])
MOST_TEXTS = 2000  # rows that are read to mend a slip of the finger


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

    def changed(self):
        """The public reads an older wording than the desk."""
        return self.filter(live=True, has_unpublished_changes=True)

    def in_state(self, state):
        """One of `State`, or a state beside it: changed, scheduled, waiting; any other word narrows nothing."""
        match state:
            case "published":
                return self.filter(live=True)
            case "question":
                return self.questions()
            case "draft":
                return self.drafts()
            case "changed":
                return self.changed()
            case "scheduled":
                return self.scheduled()
            case "waiting":
                return self.waiting_for_approval()
        return self

    def scheduled(self):
        """A revision waits for the time at which it is published."""
        return self.filter(_revisions__approved_go_live_at__isnull=False).distinct()

    def waiting_for_approval(self):
        running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        mine = running.filter(base_content_type=ContentType.objects.get_for_model(self.model))
        return self.annotate(key=Cast("pk", models.CharField())).filter(key__in=mine.values("object_id"))

    def asked_by(self, user):
        """SECURITY: a client's own questions; the only unpublished ones that a client may see."""
        return self.filter(asked_by=user) if user.asks_for_services else self.none()

    def in_order(self):
        return self.select_related("department").order_by(
            "department__sort_order", "department__name", "department", "sort_order", "pk"
        )

    def with_place(self):
        """With department and service in the same query: what stands beside an answer."""
        return self.select_related("department", "service__department")

    def with_state(self):
        """With what `status_string` asks: is a time set, does it wait for approval; two queries, however many entries."""
        mine = Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(self.model),
            object_id=Cast(OuterRef("pk"), models.CharField()),
            approved_go_live_at__isnull=False,
        )
        running = WorkflowState.objects.active().select_related("current_task_state__task")
        waits = Prefetch("_workflow_states", queryset=running, to_attr="_current_workflow_states")
        return self.annotate(_approved_schedule=Exists(mine)).prefetch_related(waits)

    def with_feedback(self, at=None):
        """With the numbers `useful`, `not_useful` and `helped`; three subqueries, however many entries."""
        opinions = Opinion.objects.filter(entry=OuterRef("pk"))
        openings = Opening.objects.filter(entry=OuterRef("pk")).helped(at=at)
        return self.annotate(
            useful=_number(opinions.filter(is_useful=True)),
            not_useful=_number(opinions.filter(is_useful=False)),
            helped=_number(openings),
        )

    def search(self, text):
        """The entries that answer `text`, best first; forgiving (see helpdesk.common.finding)."""
        rows = self.order_by().values_list(*SEARCHED)[:MOST_TEXTS]
        return finding.tolerant(self.with_place(), VECTOR, text, lambda: [words_of(" ".join(row)) for row in rows])


def _number(rows):
    return Coalesce(Subquery(rows.order_by().values("entry").annotate(number=Count("pk")).values("number")), 0)
