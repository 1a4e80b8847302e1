"""The forms about organisations: what is kept of one, joining one, and merging two."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.forms.fields import OneLine
from helpdesk.accounts.models import Organisation
from helpdesk.accounts.npwp import clean_npwp
from helpdesk.common.text import readable_name

HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/[^\s<>\"']*)?", re.I)


class OrganisationRules:
    """What holds for an organisation in every form that changes one; mixin of a model form."""

    def clean_name(self):
        return readable_name(self.cleaned_data["name"])

    def clean_npwp(self):
        return clean_npwp(self.cleaned_data["npwp"])

    def clean_website(self):
        """An address without its scheme, as the official list writes it."""
        address = re.sub(r"^https?://", "", self.cleaned_data["website"], flags=re.I).rstrip("/")
        if address and not HOST.fullmatch(address):
            raise forms.ValidationError(gettext("This is not the address of a website."))
        return address

    def clean(self):
        data = super().clean()
        same = Organisation.objects.agencies().filter(name__iexact=data.get("name", "")).exclude(pk=self.instance.pk)
        if data.get("kind") == Organisation.Kind.AGENCY and same.exists():
            self.add_error("name", gettext("There is an agency of this name already."))
        return data


class OrganisationForm(OrganisationRules, forms.ModelForm):
    """One organisation as the desk keeps it. The code of the official list is not changed here, nor who belongs to it."""

    name = OneLine(label=_("Name"), max_length=200)
    short_name = OneLine(label=_("Short name"), required=False, max_length=60)
    npwp = OneLine(label=_("NPWP (tax number)"), required=False, max_length=30)
    website = OneLine(label=_("Website"), required=False, max_length=200, help_text=_("For example dinas.example.go.id."))
    region = OneLine(label=_("Region"), required=False, max_length=120)

    class Meta:
        model = Organisation
        fields = ["name", "short_name", "kind", "npwp", "website", "region", "is_verified", "is_active", "shares_tickets"]
        labels = {"kind": _("Kind"), "is_verified": _("Verified"), "is_active": _("Active"),
                  "shares_tickets": _("Colleagues may see the tickets of this organisation")}
        help_texts = {
            "is_active": _("Switched off, nobody can choose it any more; whoever belongs to it stays."),
            "shares_tickets": _("Members read each other's conversations and the states of the documents, nothing more."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose")), *Organisation.Kind.choices] if not self.instance.pk else Organisation.Kind.choices


class JoinForm(forms.Form):
    """Ask to belong to an agency. Companies are not listed: who works for one is asked of the helpdesk."""

    agency = forms.ModelChoiceField(
        Organisation.objects.joinable(), label=_("Agency"), empty_label=_("Choose your agency"),
        error_messages={"required": _("Choose your agency."), "invalid_choice": _("Choose an agency of the list.")},
    )


class MergeForm(forms.Form):
    """How two records become one. An agency of the official list goes only when that is said."""

    people = forms.ChoiceField(
        label=_("Its people become"), widget=forms.RadioSelect,
        choices=[("members", _("members at once")), ("requests", _("requests, to be accepted one by one"))],
    )
    is_sure = forms.BooleanField(
        label=_("Yes, this agency of the official list shall go"),
        error_messages={"required": _("Say that you mean it: this agency stands in the official list.")},
    )

    def __init__(self, *args, duplicate, **kwargs):
        super().__init__(*args, **kwargs)
        # In a record that nobody has checked, a stranger may have typed the name of somebody else's company.
        self.fields["people"].initial = "members" if duplicate.is_verified else "requests"
        if not duplicate.is_from_the_list:
            del self.fields["is_sure"]
