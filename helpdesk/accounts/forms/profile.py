"""What a person changes about themselves (row B9)."""

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.backends import person_called
from helpdesk.accounts.forms.avatar import HasAvatar
from helpdesk.accounts.forms.fields import OneLine, PhoneField
from helpdesk.accounts.models import Membership, User
from helpdesk.common import throttle

NEW_NAMES = throttle.Rate(10, 3600)
"""So often a person may try other usernames: each try tells whether somebody has it."""


class ProfileForm(HasAvatar, forms.ModelForm):
    """Name, Username, Avatar; the Email stands beside them and is changed by a link. The NPWP belongs to the
    organisation: its contact person may correct it until somebody of the desk has checked it."""

    name = OneLine(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    username = forms.CharField(
        label=_("Username"), min_length=3, max_length=60, validators=User._meta.get_field("username").validators,
        help_text=_("You log in with it. Letters, digits, dot, hyphen and underscore."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    phone = PhoneField()
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False,
                                 help_text=_("Of the pages and of the mails to you."))
    npwp = OneLine(label=_("NPWP (tax number)"), required=False, max_length=30)

    class Meta:
        model = User
        fields = ["name", "username", "phone", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].depends = True  # no “(optional)”: a form without it leaves the language
        self.username_before, self.language_before = self.instance.username, self.instance.language
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

    def clean_username(self):
        username = self.cleaned_data["username"]
        if username == self.username_before:
            return username
        if not throttle.allow("username", self.instance.pk, NEW_NAMES):
            raise forms.ValidationError(_("Too many attempts. Please wait a few minutes and try again."))
        get_adapter().clean_username(username, shallow=True)
        if (other := person_called(username)) is not None and other.pk != self.instance.pk:
            raise forms.ValidationError(_("This username is already taken."))
        return username

    def clean_language(self):
        return self.cleaned_data["language"] or self.language_before

    def save(self, commit=True):
        person = super().save(commit=False)
        person.save(update_fields=["name", "username", "phone", "language"])
        if "npwp" in self.cleaned_data:
            person.organisation.npwp = self.cleaned_data["npwp"]
            person.organisation.save(update_fields=["npwp", "updated_at"])
        self.save_avatar(person)
        return person
