"""What an administrator fills in about somebody else (rows B8, B11, B12), and nothing besides."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import groups, leaving
from helpdesk.accounts.backends import person_called
from helpdesk.accounts.forms.avatar import HasAvatar
from helpdesk.accounts.forms.fields import NewPasswordField, OneLine, PhoneField
from helpdesk.accounts.forms.organisation_name import OrganisationNameField
from helpdesk.accounts.forms.takers import Takers
from helpdesk.accounts.models import Role, User
from helpdesk.departments.models import Department

NEW_PASSWORD = _("Left empty, the person gets an invitation by email with a link to set one. What you type is a first password: it must be replaced at the first login.")
OTHER_PASSWORD = _("Left empty, the password stays. What you type is a first password again: it must be replaced at the next login.")


class PersonForm(HasAvatar, forms.ModelForm):
    """Admin and Editor: Name, Username, Email, Password, Avatar (row B8)."""

    name = OneLine(label=_("Name"), max_length=150)
    username = forms.CharField(
        label=_("Username"), min_length=3, max_length=60, validators=User._meta.get_field("username").validators,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(label=_("Email"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}),
                             help_text=_("Counts as confirmed, since you give it."))
    password = NewPasswordField(required=False)
    field_order = ["name", "username", "email", "password", "department", "designation", "is_editor", "organisation", "phone", "avatar"]

    class Meta:
        model = User
        fields = ["name", "username", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        password.help_text = OTHER_PASSWORD if self.instance.pk else NEW_PASSWORD
        # What a good password must not resemble.
        typed = self.data if self.is_bound else {}
        password.user = User(**{name: typed.get(self.add_prefix(name), "")[:254] for name in ("name", "username", "email")})

    def clean_username(self):
        username = self.cleaned_data["username"]
        if username != self.instance.username:
            get_adapter().clean_username(username, shallow=True)
        if (other := person_called(username)) is not None and other.pk != self.instance.pk:
            raise forms.ValidationError(_("This username is already taken."))
        return username

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if EmailAddress.objects.filter(email=email, verified=True).exclude(user=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody else has confirmed this address."))
        return email

    def values(self):
        """What the verbs of helpdesk/accounts/people.py take; call it on a valid form."""
        names = [name for name in self.fields if name in self.cleaned_data and not name.startswith(Takers.PREFIX)]
        return {name: self.cleaned_data[name] for name in names}


class StaffForm(Takers, PersonForm):
    """Row B11: also Department, which may be none, and Designation. Staff may be editors of the pages as well."""

    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"), required=False,
                                        empty_label=_("No Department"))
    designation = OneLine(label=_("Designation"), required=False, max_length=120)
    is_editor = forms.BooleanField(label=_("Also edits the pages of the website"), required=False)

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "department", "designation"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person, field = self.instance, self.fields["department"]
        active = Department.objects.active()
        field.queryset = (active | Department.objects.filter(pk=person.department_id)) if person.department_id else active
        field.depends = True  # “No Department” stands in the list; “(optional)” beside it would say it twice
        if not person.pk:
            return
        self.fields["is_editor"].initial = person.groups.filter(name=groups.EDITORS).exists()
        if self.is_bound and person.role == Role.STAFF:
            chosen = self.data.get(self.add_prefix("department"), "")
            if chosen != str(person.department_id or ""):
                target = active.filter(pk=int(chosen)).first() if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
                self.ask_who_takes(person, leaving.stranded(person, department=target), before="designation")


class ClientForm(PersonForm):
    """Row B12: also Organisation and WhatsApp number."""

    organisation = OrganisationNameField(required=False)
    phone = PhoneField(required=False)

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "organisation", "phone"]

    def values(self):
        """The organisation only where it changes: the membership in the present one is not to be touched."""
        values = super().values()
        if self.instance.pk and self.cleaned_data.get("organisation") == self.initial_organisation:
            values.pop("organisation", None)
        return values

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial_organisation = self.instance.organisation if self.instance.organisation_id else None
        self.fields["organisation"].present = self.initial_organisation
