"""The small forms of the verbs. Each carries `seen`, so that of two people the second one is told."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import User
from helpdesk.common.text import PlainText
from helpdesk.departments.models import Department
from helpdesk.tickets.models.ticket import TEXT_MAX, TITLE_MAX


def visible(text):
    """Return the text on one line; refuse one in which nothing can be seen (spaces, direction marks …)."""
    if not any(unicodedata.category(char)[0] not in "ZC" for char in text):
        raise forms.ValidationError(_("Write a title that people can read."))
    return " ".join(text.split())


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


class WatcherForm(VerbForm):
    """A colleague who shall follow the ticket: anybody active at the desk. Who does already is not offered, but no
    mistake either: somebody else may have been faster."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"), empty_label=_("Choose a colleague"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = User.objects.active().desk().select_related("department").order_by("name", "pk")
        offered = field.queryset.exclude(pk__in=self.ticket.watchers.values("pk"))
        names = [(person.pk, f"{person} — {person.department or person.get_role_display()}") for person in offered]
        field.choices = [("", field.empty_label), *names]


class UnwatchForm(VerbForm):
    """Whom to take off the watchers; without an answer oneself."""

    person = forms.ModelChoiceField(User.objects.none(), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.desk()


class EditForm(VerbForm):
    """Title and description, nothing else. The title of a service with a fixed one is the service's name and stays."""

    title = PlainText(label=_("Title"), max_length=TITLE_MAX)
    description = PlainText(label=_("Description"), lines=9, max_length=TEXT_MAX)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.ticket.service.free_title:
            del self.fields["title"]
        for name in {"title", "description"} & set(self.fields):
            self.fields[name].initial = getattr(self.ticket, name)

    def clean_title(self):
        return visible(self.cleaned_data["title"])


class EmptyForm(VerbForm):
    """A verb without words: one button."""
