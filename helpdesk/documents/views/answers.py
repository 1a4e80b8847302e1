"""Correcting the one or two answers that decide which documents are asked for."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.models import Applicant
from helpdesk.documents.answers import correct_answers, may_be_corrected, questions
from helpdesk.tickets.forms import VerbForm
from helpdesk.tickets.views.base import VerbView


class AnswersForm(VerbForm):
    """The questions of the new-ticket form, those that this ticket's documents depend on."""

    PROXY = [("no", gettext_lazy("In person")), ("yes", gettext_lazy("Somebody else, by power of attorney"))]

    applicant = forms.ChoiceField(label=gettext_lazy("Who applies?"), choices=Applicant, widget=forms.RadioSelect)
    is_by_proxy = forms.TypedChoiceField(
        label=gettext_lazy("Who acts for them?"), choices=PROXY, widget=forms.RadioSelect, coerce=lambda value: value == "yes"
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"applicant", "is_by_proxy"} - asked:
            del self.fields[name]
        self.initial |= {"applicant": self.ticket.applicant, "is_by_proxy": "yes" if self.ticket.is_by_proxy else "no"}


class CorrectAnswers(VerbView):
    """For the requester and the desk, while no document was accepted."""

    audience, permission = "is_requester|works_on", "can_correct_answers"
    form_class = AnswersForm
    heading = gettext_lazy("Correct who applies")
    button = gettext_lazy("Save")
    explanation = gettext_lazy("The documents that are asked for follow your answers. Files that you have sent stay.")
    success = gettext_lazy("Your answers are saved; the list shows the documents that are needed now.")

    @cached_property
    def slots(self):
        return list(self.ticket.slots.select_related("requirement"))

    @property
    def is_possible(self):
        return super().is_possible and bool(questions(self.slots)) and may_be_corrected(self.slots)

    def why_not(self):
        if not self.may.can_correct_answers:
            return super().why_not()
        if not questions(self.slots):
            return _("The documents of this service are the same for everybody.")
        return _("A document has been accepted already. Tell the helpdesk in a reply what has to be corrected.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"asked": questions(self.slots)}

    def act(self, form):
        facts = {name: form.cleaned_data.get(name, getattr(self.ticket, name)) for name in ("applicant", "is_by_proxy")}
        correct_answers(self.ticket, **facts, by=self.request.user, seen=self.seen(form))
