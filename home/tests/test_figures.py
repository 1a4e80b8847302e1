"""The figures of Beranda: counted from what happened, and absent when they would rest on too little."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from helpdesk.evaluations.load import load as load_questions
from helpdesk.evaluations.models import Evaluation, EvaluationQuestion
from helpdesk.tests import factories
from helpdesk.tickets.models import Status, Ticket
from home import figures
from home.models import Figures
from home.tests.ground import stand

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def closed(number, *, late=0, days=1, **fields):
    """`number` closed tickets (and an open one), `late` of them after they were due; straight into the table, for their moments."""
    first = factories.make_ticket()
    at = NOW - timedelta(days=days)
    for n in range(number):
        first.pk, first.number = None, None
        first._state.adding = True
        first.status, first.clock_started_at, first.closed_at = Status.CLOSED, None, at
        first.due_at = at + timedelta(hours=-1 if n < late else 1)
        for name, value in fields.items():
            setattr(first, name, value)
        first.number = 900_000 + Ticket.objects.count()
        first.save()


def test_what_is_counted_is_what_was_closed_with_an_answer_within_a_year():
    closed(4, late=1)
    closed(2, days=400)
    closed(3, status=Status.REJECTED)
    factories.make_ticket()
    row = figures.renew(at=NOW)
    assert (row.answered, row.promised, row.in_time) == (4, 4, 3)


def test_a_due_date_that_was_missed_before_the_clock_stood_stays_missed():
    closed(2, due_at=None, missed_due_at=NOW - timedelta(days=3))
    closed(3, due_at=None)
    row = figures.renew(at=NOW)
    assert (row.answered, row.promised, row.in_time) == (5, 2, 0)


def row(**changed):
    facts = {"answered": 1284, "promised": 1200, "in_time": 1130, "evaluations": 40, "satisfaction": Decimal("88.60")}
    Figures.objects.update_or_create(pk=1, defaults=facts | changed)


def numbers():
    with override("id"):
        return [figure.number for figure in figures.shown()]


def test_the_figures_are_written_as_people_here_write_them():
    row()
    assert numbers() == ["1.284", "94,2%", "88,60"]


def test_too_few_are_not_shown():
    assert numbers() == []
    row(answered=29, promised=29, in_time=29, evaluations=4)
    assert numbers() == []
    row(answered=30, promised=29, in_time=29, evaluations=4)
    assert numbers() == ["30"]
    row(answered=30, promised=30, in_time=30, evaluations=5)
    assert numbers() == ["30", "100,0%", "88,60"]


def test_a_grade_begins_at_its_lower_bound():
    grades = [figures.grade(Decimal(index))[0] for index in ("100", "88.31", "88.30", "76.61", "76.60", "65.00", "64.99", "25")]
    assert grades == ["A", "A", "B", "B", "C", "C", "D", "D"]


def test_satisfaction_weighs_each_element_the_same():
    load_questions()
    first, *others = EvaluationQuestion.objects.exclude(skm_element="")
    person = factories.make_client()
    for score in (4, 2):
        ticket = factories.make_ticket(requester=person)
        judged = Evaluation.objects.create(ticket=ticket, by=person)
        judged.answers.create(question=first, score=score)
        if score == 4:
            judged.answers.create(question=others[0], score=1)
    counted = figures.renew()
    assert counted.evaluations == 2
    assert counted.satisfaction == Decimal("50.00"), "(mean 3 of two answers + 1 of one) / 2 * 25"


def test_beranda_shows_them_unless_an_editor_hides_them(client):
    home = stand()
    row()
    assert "1.284" in client.get("/").content.decode()
    home.show_figures = False
    home.save_revision().publish()
    assert "1.284" not in client.get("/").content.decode()


def test_a_visit_counts_nothing(client):
    stand()
    row()
    client.get("/")
    with CaptureQueriesContext(connection) as made:
        client.get("/")
    asked = [query["sql"].lower() for query in made]
    assert any("home_figures" in sql for sql in asked)
    assert not [sql for sql in asked if "helpdesk_evaluation" in sql or ("helpdesk_ticket" in sql and "count(" in sql)]


def test_the_clock_renews_them(capsys):
    closed(2)
    call_command("clock", "renew_figures", once=True)
    assert "renew_figures: 2" in capsys.readouterr().out
    call_command("clock", "renew_figures", once=True)
    assert Figures.objects.get().answered == 2
