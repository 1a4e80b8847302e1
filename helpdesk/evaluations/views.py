"""Evaluate (row A13): by the requester, once, when the ticket is closed; and reading what was given."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.evaluations.forms import EvaluationForm
from helpdesk.evaluations.models import Evaluation
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
    """`given`: the evaluation with its answers by section, or None where there is none to read; at most two queries."""
    if not may.can_read_evaluation:
        return {"given": None}
    evaluation = Evaluation.objects.filter(ticket=ticket).first()
    if evaluation is None:
        return {"given": None}
    sections = {}
    for answer in evaluation.answers.select_related("question__section"):
        sections.setdefault(answer.question.section, []).append(answer)
    return {"given": {"evaluation": evaluation, "sections": list(sections.items())}}
