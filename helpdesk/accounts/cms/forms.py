"""The forms about people in the CMS, for Super Admins."""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import addresses, groups, mails
from helpdesk.accounts.forms.fields import OneLine, PhoneField
from helpdesk.accounts.models import Membership, Role, User


class PersonForm(forms.ModelForm):
    """A person as a Super Admin keeps them. Nobody types another's password here: an invitation goes out instead."""

    name = OneLine(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("Email"), max_length=254, help_text=_("Counts as confirmed, since you give it."))
    phone = PhoneField(required=False)
    is_editor = forms.BooleanField(
        label=_("Also edits the pages"), required=False, help_text=_("For staff; Admins and Editors do so by their role.")
    )

    class Meta:
        model = User
        fields = ["name", "username", "email", "role", "department", "designation", "organisation", "membership", "phone", "is_active"]

    def __init__(self, *args, editing_self=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].required = False
        if self.instance.pk:
            self.fields["is_editor"].initial = self.instance.groups.filter(name=groups.EDITORS).exists()
        if editing_self:  # nobody locks themselves out
            del self.fields["role"], self.fields["is_active"]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if EmailAddress.objects.filter(email=email, verified=True).exclude(user=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody else has confirmed this address."))
        return email

    def clean(self):
        data = super().clean()
        has_organisation = bool(data.get("organisation"))
        if not has_organisation:
            data["membership"] = Membership.NONE
        elif not data.get("membership"):
            data["membership"] = Membership.MEMBER
        return data

    @transaction.atomic
    def save(self, commit=True):
        person = super().save(commit=False)
        person.save()
        addresses.ensure_address(person, verified=True)
        if person.role == Role.STAFF:
            editors = Group.objects.get_or_create(name=groups.EDITORS)[0]
            (person.groups.add if self.cleaned_data["is_editor"] else person.groups.remove)(editors)
        return person

    def save_m2m(self):
        """Nothing: groups follow from the role."""


class NewPersonForm(PersonForm):
    """A new person sets the first password by the link of an invitation."""

    class Meta(PersonForm.Meta):
        fields = [name for name in PersonForm.Meta.fields if name != "is_active"]

    @transaction.atomic
    def save(self, commit=True):
        self.instance.set_unusable_password()
        person = super().save(commit)
        mails.invitation.enqueue(person.pk, get_language())
        return person
