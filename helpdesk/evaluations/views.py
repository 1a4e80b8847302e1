"""Evaluate (row A13): by the requester, once, when the ticket is closed; and reading what was given."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.evaluations.forms import EvaluationForm
from helpdesk.evaluations.models import Evaluation, EvaluationAnswer
from helpdesk.tickets.views.base import VerbView


class Evaluate(VerbView):
    """The questionnaire of one ticket. For anybody but its requester this address does not exist."""

    audience = "is_requester"
    permission = "can_evaluate"
    form_class = EvaluationForm
    template_name = "helpdesk/evaluations/evaluate.html"
    success = gettext_lazy("Thank you. Your evaluation helps us to serve better.")

    def why_not(self):
        if self.ticket.evaluated_at:
            return _("You have already evaluated this ticket. Thank you.")
        return _("A ticket can be evaluated once it is closed.")

    def act(self, form):
        Evaluation.objects.give(self.ticket, form.scores, form.cleaned_data["comment"], by=self.request.user)


def evaluation_context(ticket, may):
    """`given`: the evaluation with its answers by section, or None where there is none to read; one query at most."""
    answers = []
    if may.can_read_evaluation:
        answers = EvaluationAnswer.objects.filter(evaluation__ticket=ticket)
        answers = list(answers.select_related("evaluation", "question__section"))
    if not answers:
        return {"given": None}
    sections = {}
    for answer in answers:
        sections.setdefault(answer.question.section, []).append(answer)
    return {"given": {"evaluation": answers[0].evaluation, "sections": list(sections.items())}}
