"""The questionnaire as a form: one choice of four for each question (row A13)."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from helpdesk.common.text import PlainText
from helpdesk.evaluations.models import EvaluationQuestion, Score
from helpdesk.tickets.forms import VerbForm

COMMENT_MAX = 1000


class EvaluationForm(VerbForm):
    """`EvaluationForm(ticket=…, user=…)`; the questions are those that are asked today."""

    comment = PlainText(label=_("Your suggestions"), lines=4, max_length=COMMENT_MAX, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(EvaluationQuestion.objects.filter(is_active=True).select_related("section"))
        for question in self.questions:
            self.fields[f"question_{question.pk}"] = forms.TypedChoiceField(
                label=str(question), choices=Score.choices, coerce=int, widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the four answers.")},
            )  # fmt: skip

    @cached_property
    def sections(self):
        """Pairs of a section and its bound fields, in order."""
        sections = {}
        for question in self.questions:
            sections.setdefault(question.section, []).append(self[f"question_{question.pk}"])
        return list(sections.items())

    @property
    def scores(self):
        """Each question with the score that was given."""
        return {question: self.cleaned_data[f"question_{question.pk}"] for question in self.questions}
