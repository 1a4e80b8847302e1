"""The forms: the visitor's (row B16), the officer's answer, and what a ticket needs."""

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contact.into_ticket import looks_like_an_address, services
from contact.models import ANSWER_MAX, NAME_MAX, SUBJECT_MAX, TEXT_MAX
from helpdesk.accounts.forms.fields import OneLine
from helpdesk.common.captcha.fields import LateCaptchaField
from helpdesk.common.form_token import new_token
from helpdesk.common.text import PlainText, readable_name
from helpdesk.tickets.forms import visible


class ContactForm(forms.Form):
    """Nama, Email, Judul, Isi Pesan, the box (row B16). `website` is for robots: people do not see it."""

    name = PlainText(label=_("Name"), max_length=NAME_MAX, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Email"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We answer to this address. It is shown to nobody else."),
    )
    subject = PlainText(label=_("Title"), max_length=SUBJECT_MAX)
    text = PlainText(label=pgettext_lazy("contact form", "Message"), lines=7, max_length=TEXT_MAX, help_text=_("Never write a password here."))
    website = forms.CharField(
        label=_("Leave this field empty"), required=False, max_length=500,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16, initial=new_token)
    captcha = LateCaptchaField()

    visible = ("name", "email", "subject", "text")

    def clean_name(self):
        return readable_name(self.cleaned_data["name"])

    def clean_subject(self):
        return visible(self.cleaned_data["subject"])

    def clean_email(self):
        """A quoted address may hold signs that no mail header can."""
        email = self.cleaned_data["email"]
        if not email.isprintable() or any(char.isspace() for char in email):
            raise forms.ValidationError(validate_email.message, code="invalid")
        return email

    @property
    def is_from_a_robot(self):
        return bool(self.cleaned_data.get("website"))

    def settles_captcha(self):
        """Spend the captcha, once everything else is right; False where it did not count."""
        try:
            self.fields["captcha"].settle(self.cleaned_data.pop("captcha"))
        except forms.ValidationError as refusal:
            self.add_error("captcha", refusal)
            return False
        return True

    def given(self):
        """What is stored."""
        return {name: self.cleaned_data[name] for name in (*self.visible, "token")}

    def shown(self):
        """The fields that people fill in, in order."""
        return [self[name] for name in self.visible]


class AnswerForm(forms.Form):
    """An officer's answer."""

    text = PlainText(
        label=pgettext_lazy("contact form", "Answer"), lines=8, max_length=ANSWER_MAX,
        help_text=_("Sent by email with the number and the date of the message. Do not repeat what the visitor wrote: anybody may have typed this address."),
    )


class ByDepartment(forms.ModelChoiceField):
    """The services below their departments, in one query."""

    def __init__(self, **kwargs):
        super().__init__(services().none(), **kwargs)

    def offer(self, rows):
        groups = {}
        for service in rows:
            groups.setdefault(str(service.department), []).append((service.pk, str(service)))
        self.queryset = rows
        self.choices = [("", self.empty_label), *groups.items()]


class TicketForm(forms.Form):
    """Which service, and the name of a new client; for whom stands in the address (views/ticket.py)."""

    name = OneLine(label=_("Name of the new client"), max_length=150)
    service = ByDepartment(label=_("Department and service"), empty_label=_("Choose a department and a service"))

    def __init__(self, *args, for_newcomer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].offer(services())
        if not for_newcomer:
            del self.fields["name"]

    def clean_name(self):
        name = readable_name(self.cleaned_data["name"])
        if looks_like_an_address(name):
            raise forms.ValidationError(_("Write the name without an address or a link."))
        return name
