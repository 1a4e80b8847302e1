"""Department, Subject, Description: the three fields of row B13, for the desk and for clients."""

from django import forms
from django.utils.translation import gettext_lazy as _

from faq.models import ANSWER
from faq.plain import to_html, to_text
from helpdesk.accounts.forms.fields import OneLine
from helpdesk.common.text import PlainText
from helpdesk.departments.models import Department

LONGEST_TEXT = 5000


class QuestionForm(forms.Form):
    """A client's question."""

    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none(), empty_label=_("Choose a department"))
    subject = OneLine(label=_("Subject"), max_length=200, help_text=_("Your question in one sentence."))
    description = PlainText(
        label=_("Description"), lines=6, max_length=LONGEST_TEXT, required=False,
        help_text=_("What it is about. Write no passwords and nothing that only you should know: the answer is published, your name and these words are not."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.active()


class EntryForm(QuestionForm):
    """An entry as the desk writes it; the description is the answer."""

    subject = OneLine(label=_("Subject"), max_length=200, help_text=_("The question, as people would ask it."))
    description = PlainText(
        label=_("Description"), lines=10, max_length=LONGEST_TEXT,
        help_text=_("The answer. A blank line begins a paragraph, lines with “- ” or “1. ” make a list; addresses become links."),
    )

    def __init__(self, *args, entry=None, **kwargs):
        if entry is not None:
            given = {"department": entry.department_id, "subject": entry.question, "description": to_text(entry.answer)}
            kwargs["initial"] = given | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if entry is not None:  # a department that no longer answers keeps what it has
            self.fields["department"].queryset |= Department.objects.filter(pk=entry.department_id)

    def clean_description(self):
        if len(to_html(self.cleaned_data["description"])) > ANSWER["max_length"]:
            raise forms.ValidationError(_("This text is too long once its links are made; shorten it a little."))
        return self.cleaned_data["description"]

    def facts(self):
        """What the verbs take."""
        data = self.cleaned_data
        return {"department": data["department"], "subject": data["subject"], "answer": to_html(data["description"])}
