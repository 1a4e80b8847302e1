"""Filling the questionnaire."""

import pytest

from helpdesk.evaluations.load import load
from helpdesk.evaluations.models import EvaluationQuestion, EvaluationSection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_questionnaire():
    EvaluationQuestion.objects.all().delete()
    EvaluationSection.objects.all().delete()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (EvaluationSection, EvaluationQuestion)]


def test_the_two_sections_have_six_and_two_questions_each_with_its_own_element():
    assert load() == {"sections": 2, "questions": 8}
    assert [(s.title, s.questions.count()) for s in EvaluationSection.objects.all()] == [
        ("Penanganan Pelayanan", 6),
        ("Penanganan Permasalahan", 2),
    ]
    questions = list(EvaluationQuestion.objects.all())
    assert [q.code for q in questions] == ["P1", "P2", "P3", "P4", "P5", "P6", "M1", "M2"]
    assert [q.skm_element for q in questions] == ["U1", "U2", "U3", "U5", "U6", "U7", "U8", "U9"]
    assert all(q.text and q.text_en for q in questions)


def test_loading_twice_changes_nothing():
    load()
    before = everything()
    assert load() == {"sections": 0, "questions": 0}
    assert everything() == before


def test_an_edited_question_stays_and_a_missing_one_comes_back():
    load()
    EvaluationQuestion.objects.filter(code="P3").update(text="Seberapa cepat kami?", is_active=False)
    EvaluationSection.objects.filter(code="M").update(title="Masalah")
    EvaluationQuestion.objects.get(code="M2").delete()
    assert load() == {"sections": 0, "questions": 1}
    edited = EvaluationQuestion.objects.get(code="P3")
    assert (edited.text, edited.is_active) == ("Seberapa cepat kami?", False)
    assert EvaluationSection.objects.get(code="M").title == "Masalah"
