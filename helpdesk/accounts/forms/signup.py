"""Register (row A2): who you are, for whom you ask, how to reach you, and your consent."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.internal.userkit import filter_users_by_username
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import registration
from helpdesk.accounts.forms.fields import NewPasswordField, OneLine, PhoneField
from helpdesk.accounts.models import Organisation, User
from helpdesk.accounts.registration import Kind
from helpdesk.common.captcha.fields import CaptchaField
from helpdesk.settings import DeskSettings, Registration

READY = _("Your account is ready. Log in with your username and the password just made.")
WAITS = _(
    "Thank you. The helpdesk now decides about your registration; until then you cannot log in. "
    "Confirm your email address by the link that we have sent, and we will write to you there."
)


def consent_label():
    link = format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', settings.PRIVACY_NOTICE_URL, gettext("privacy notice"))
    return format_html(gettext("I have read the {} and agree that my data are used to answer my requests."), link)


class SignupForm(AllauthSignupForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        username = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
        rules = [*User._meta.get_field("username").validators]
        self.fields = {
            "name": OneLine(label=_("Name"), help_text=_("Your full name."), max_length=150,
                            widget=forms.TextInput(attrs={"autocomplete": "name"})),
            "kind": forms.ChoiceField(label=_("You ask for services as"), choices=Kind.choices, initial=Kind.COMPANY,
                                      widget=forms.RadioSelect),
            "organisation": OneLine(label=_("Organisation"), required=False, max_length=200,
                                    help_text=_("The name of the company or business, as in its papers."),
                                    widget=forms.TextInput(attrs={"autocomplete": "organization"})),
            "npwp": OneLine(label=_("NPWP (tax number)"), required=False, max_length=30),
            "agency": forms.ModelChoiceField(
                Organisation.objects.agencies().active(), label=_("Agency"), required=False,
                empty_label=_("Choose your agency"),
                help_text=_("Somebody of the helpdesk confirms that you belong to it. Until then you see your own tickets only."),
            ),
            "username": forms.CharField(label=_("Username"), min_length=3, max_length=60, validators=rules, widget=username,
                                        help_text=_("You log in with it. Letters, digits, dot, hyphen and underscore.")),
            "email": forms.EmailField(label=_("Email"), max_length=254,
                                      widget=forms.EmailInput(attrs={"autocomplete": "email"})),
            "phone": PhoneField(),
            "password1": NewPasswordField(),
            "captcha": CaptchaField(),
            "consent": forms.BooleanField(
                label=lazy(consent_label, str)(),
                error_messages={"required": _("Without your consent we cannot make an account.")},
            ),
        }

        # Needed or not by the kind of applicant, so that “(optional)” beside them would be wrong.
        self.fields["organisation"].depends = self.fields["agency"].depends = True

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_username(self):
        return get_adapter().clean_username(self.cleaned_data["username"], shallow=True)

    def clean(self):
        data = super().clean()
        kind = data.get("kind")
        if kind in (Kind.COMPANY, Kind.INDIVIDUAL) and not data.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Write the name of the company or business."))
        if kind == Kind.AGENCY and not data.get("agency") and "agency" not in self.errors:
            self.add_error("agency", _("Choose your agency."))
        # Only a solved captcha learns whether a name is taken.
        if "captcha" in data and data.get("username") and filter_users_by_username(data["username"]).exists():
            self.refuse_username()
        return data

    def refuse_username(self):
        self.add_error("username", User._meta.get_field("username").error_messages["unique"])

    def try_save(self, request):
        """Make the account and lead to the login page: known and unknown addresses get this same answer."""
        needs_approval = DeskSettings.current().registration == Registration.APPROVAL
        with transaction.atomic():
            user = registration.register(self.cleaned_data, language=get_language(), needs_approval=needs_approval)
        request.session["registered_username"] = user.username
        messages.success(request, WAITS if needs_approval else READY)
        following = request.POST.get("next", "")
        query = f"?{urlencode({'next': following})}" if get_adapter().is_safe_url(following) else ""
        return user, HttpResponseRedirect(reverse("account_login") + query)
