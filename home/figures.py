"""The figures of Beranda: tickets answered, the share in time, the index of satisfaction. Real, or not there.

They are counted by the clock and kept in one row, so that a visitor's page reads that row and nothing else.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Avg, Count, F, Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.evaluations.models import Evaluation, EvaluationAnswer
from helpdesk.tickets.models import Status, Ticket
from home.models.figures import Figures

PERIOD = timedelta(days=365)
ENOUGH_TICKETS = 30  # with fewer, one ticket moves the share by more than three points: chance, no figure
ENOUGH_EVALUATIONS = 5  # as for the totals of table C: below it an answer could be guessed to be somebody's
# PermenPANRB 14/2017: the lower bounds of the grades, for an index rounded to two decimals.
GRADES = (
    (Decimal("88.31"), "A", gettext_lazy("Very good")), (Decimal("76.61"), "B", gettext_lazy("Good")),
    (Decimal("65.00"), "C", gettext_lazy("Less good")), (Decimal(0), "D", gettext_lazy("Not good")),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    number: str
    label: str


def renew(at=None):
    """Count anew and keep it; returns the row."""
    at = at or timezone.now()
    since = at - PERIOD
    row, _made = Figures.objects.update_or_create(
        pk=1, defaults={**_tickets(since, at), **_satisfaction(since, at), "made_at": at}
    )
    return row


def shown():
    """The figures that are worth saying, for the component `figures`; one query."""
    row = Figures.objects.first()
    if row is None:
        return []
    figures = []
    if row.answered >= ENOUGH_TICKETS:
        figures.append(Shown(_number(row.answered), _("tickets answered in twelve months")))
    if row.promised >= ENOUGH_TICKETS:
        share = Decimal(row.in_time) * 100 / row.promised
        figures.append(Shown(f"{_number(share, 1)}%", _("of them in time")))
    if row.satisfaction is not None and row.evaluations >= ENOUGH_EVALUATIONS:
        figures.append(Shown(_number(row.satisfaction, 2), _satisfaction_label(row)))
    return figures


def grade(index):
    """`(letter, words)` of an index between 25 and 100."""
    return next((letter, words) for least, letter, words in GRADES if index >= least)


def _tickets(since, at):
    closed = Ticket.objects.filter(status=Status.CLOSED, closed_at__gt=since, closed_at__lte=at)
    has_due = Q(due_at__isnull=False) | Q(missed_due_at__isnull=False)
    return closed.order_by().aggregate(
        answered=Count("pk"),
        promised=Count("pk", filter=has_due),
        # A due date that was missed before the clock stood stays missed.
        in_time=Count("pk", filter=Q(missed_due_at=None, due_at__gte=F("closed_at"))),
    )


def _satisfaction(since, at):
    """The mean of each element of the survey, each of the same weight, times 25; rounded at the very end."""
    period = {"created_at__gt": since, "created_at__lte": at}
    answers = EvaluationAnswer.objects.filter(**{f"evaluation__{name}": moment for name, moment in period.items()})
    elements = answers.exclude(question__skm_element="").order_by().values("question__skm_element")
    means = [Decimal(row["mean"]) for row in elements.annotate(mean=Avg("score"))]
    index = (sum(means) / len(means) * 25).quantize(Decimal("0.01"), ROUND_HALF_UP) if means else None
    return {"evaluations": Evaluation.objects.filter(**period).count(), "satisfaction": index}


def _satisfaction_label(row):
    letter, words = grade(row.satisfaction)
    return _("index of satisfaction: %(letter)s (%(words)s)") % {"letter": letter, "words": words}


def _number(value, places=0):
    if places:
        value = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number_format(value, places, use_l10n=True, force_grouping=True)
