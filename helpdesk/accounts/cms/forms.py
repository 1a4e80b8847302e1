"""The forms about people in the CMS, for Super Admins. They save by the same verbs as the desk's screens."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import groups, people
from helpdesk.accounts.forms.fields import OneLine, PhoneField
from helpdesk.accounts.forms.people import PersonForm as DeskForm
from helpdesk.accounts.models import Membership, Role, User

OF_STAFF, OF_CLIENT = {"department", "is_editor"}, {"organisation", "membership"}


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

    def __init__(self, *args, by, editing_self=False, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)
        self.fields["membership"].required = False
        if self.instance.pk:
            self.fields["is_editor"].initial = self.instance.groups.filter(name=groups.EDITORS).exists()

    clean_username = DeskForm.clean_username
    clean_email = DeskForm.clean_email

    def clean(self):
        data = super().clean()
        has_organisation = bool(data.get("organisation"))
        if not has_organisation:
            data["membership"] = Membership.NONE
        elif not data.get("membership"):
            data["membership"] = Membership.MEMBER
        return data

    def values(self, *without):
        """What the verbs take: nothing that does not fit the role."""
        role = self.cleaned_data["role"]
        foreign = (OF_STAFF if role != Role.STAFF else set()) | (OF_CLIENT if role != Role.CLIENT else set())
        return {name: value for name, value in self.cleaned_data.items() if name not in {*foreign, *without}}

    @transaction.atomic
    def save(self, commit=True):
        """Raises people.Refused; then nothing was changed."""
        person, asked = self.instance, self.cleaned_data
        person.refresh_from_db()
        if asked["is_active"] and not person.is_active:
            (people.approve if person.awaits_approval else people.reactivate)(person, by=self.by)
        if asked["role"] != person.role:
            people.change_role(person, asked["role"], by=self.by)
        people.edit_person(person, by=self.by, **self.values("role", "is_active"))
        if person.is_active and not asked["is_active"]:
            people.deactivate(person, by=self.by)
        return person

    def save_m2m(self):
        """Nothing: groups follow from the role."""


class NewPersonForm(PersonForm):
    """A new person sets the first password by the link of an invitation."""

    class Meta(PersonForm.Meta):
        fields = [name for name in PersonForm.Meta.fields if name != "is_active"]

    def save(self, commit=True):
        self.instance = people.add_person(by=self.by, role=Role(self.cleaned_data["role"]), **self.values("role"))
        return self.instance
