from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.forms.fields import OneLine, PhoneField
from helpdesk.accounts.models import Membership, User


class ProfileForm(forms.ModelForm):
    """What a person changes about themselves. The NPWP belongs to the organisation: its contact person
    may correct it until somebody of the desk has checked it."""

    name = OneLine(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneField()
    npwp = OneLine(label=_("NPWP (tax number)"), required=False, max_length=30)

    class Meta:
        model = User
        fields = ["name", "phone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Only clients are called by telephone.
        self.fields["phone"].required = self.instance.is_client
        if self._may_change_npwp():
            self.fields["npwp"].initial = self.instance.organisation.npwp
        else:
            del self.fields["npwp"]

    def _may_change_npwp(self):
        person = self.instance
        return bool(
            person.is_client and person.organisation_id and person.membership == Membership.CONTACT
            and not person.organisation.is_verified
        )

    def save(self, commit=True):
        person = super().save(commit=False)
        person.save(update_fields=["name", "phone"])
        if "npwp" in self.cleaned_data:
            person.organisation.npwp = self.cleaned_data["npwp"]
            person.organisation.save(update_fields=["npwp", "updated_at"])
        return person
