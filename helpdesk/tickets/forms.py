"""The small forms of the verbs. Each carries `seen`, so that of two people the second one is told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import User
from helpdesk.common.text import PlainText
from helpdesk.departments.models import Department
from helpdesk.tickets.models.ticket import TEXT_MAX


class VerbForm(forms.Form):
    """A form about one ticket: `VerbForm(ticket=…, user=…)`."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, ticket, user, **kwargs):
        self.ticket, self.user = ticket, user
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = ticket.version


class ReasonForm(VerbForm):
    """A text for the client, required."""

    text = PlainText(label=_("Reason"), lines=4, max_length=TEXT_MAX)

    def __init__(self, *args, label=None, help_text="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text, field.required = label or field.label, help_text, required


class AssignForm(VerbForm):
    """Assign Ticket (row B6): who of the department, or nobody."""

    assignee = forms.ModelChoiceField(User.objects.none(), label=_("Assigned to"), required=False, empty_label=_("Nobody"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = User.objects.may_handle(self.ticket.department)
        self.fields["assignee"].initial = self.ticket.assignee_id


class TransferForm(VerbForm):
    """Move the ticket to another department."""

    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"))
    text = PlainText(label=_("Reason"), lines=3, max_length=1000, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.active().exclude(pk=self.ticket.department_id)


class EscalateForm(VerbForm):
    """To whom, and under which number of theirs; both are shown to the client."""

    to = PlainText(label=_("Passed on to"), max_length=120)
    reference = PlainText(label=_("Their number"), max_length=60, required=False)


class CallForm(VerbForm):
    """The outcome of the video call (row A11)."""

    OUTCOMES = [("matches", _("Matches")), ("does_not_match", _("Does not match")), ("no_answer", _("No answer"))]

    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    note = PlainText(label=_("Note"), lines=3, max_length=1000, required=False,
                     help_text=_("The client reads it in Recent Activity. Required when something does not match."))

    def clean(self):
        if self.cleaned_data.get("outcome") == "does_not_match" and not self.cleaned_data.get("note"):
            self.add_error("note", _("Write what does not match, so that the client knows what to do."))
        return super().clean()


class EmptyForm(VerbForm):
    """A verb without words: one button."""
