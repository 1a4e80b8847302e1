"""A new client, entered by an officer (a ticket on behalf)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.forms.fields import OneLine, PhoneField
from helpdesk.accounts.models import Organisation
from helpdesk.accounts.registration import Kind
from helpdesk.accounts.walk_in import EMAIL_TAKEN, has_account


class WalkInForm(forms.Form):
    """Who it is, for whom they ask, and at least one way to reach them."""

    token = forms.CharField(widget=forms.HiddenInput, min_length=16, max_length=64)
    name = OneLine(label=_("Name"), max_length=150, help_text=_("The full name of the person."))
    kind = forms.ChoiceField(label=_("The client asks for services as"), choices=Kind, widget=forms.RadioSelect,
                             initial=Kind.CITIZEN)
    organisation = OneLine(label=_("Organisation"), required=False, max_length=200,
                           help_text=_("The name of the company or business, as in its papers."))
    agency = forms.ModelChoiceField(Organisation.objects.none(), label=_("Agency"), required=False,
                                    empty_label=_("Choose the agency"))
    email = forms.EmailField(label=_("Email"), max_length=254, required=False,
                             help_text=_("With an address the client gets an invitation by email and chooses a password."))
    phone = PhoneField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Organisation.objects.agencies().active()
        # Needed or not by the kind of applicant, so that “(optional)” beside them would be wrong.
        self.fields["organisation"].depends = self.fields["agency"].depends = True

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email and has_account(email):
            raise forms.ValidationError(EMAIL_TAKEN, code="taken")
        return email

    def clean(self):
        data = super().clean()
        kind = data.get("kind")
        if kind in (Kind.COMPANY, Kind.INDIVIDUAL) and not data.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Write the name of the company or business."))
        if kind == Kind.AGENCY and not data.get("agency") and "agency" not in self.errors:
            self.add_error("agency", _("Choose the agency."))
        if not (data.get("email") or data.get("phone") or {"email", "phone"} & set(self.errors)):
            self.add_error("phone", _("Write an email address or a WhatsApp number, so that the helpdesk can reach the client."))
        return data
