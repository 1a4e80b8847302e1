"""The forms of two-step login, in our words."""

from allauth.mfa.base import forms as allauth
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.forms.fields import OneLine

LONGEST_NAME = 60


class CodeField(forms.CharField):
    """Six digits of an app; where `or_recovery`, also one of the recovery codes."""

    def __init__(self, *, or_recovery=False, **kwargs):
        helps = _("From your authenticator app, or one of your recovery codes.") if or_recovery else ""
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        super().__init__(**{"label": _("Code"), "help_text": helps, "max_length": 20, "widget": forms.TextInput(attrs=attributes), **kwargs})


class AuthenticateForm(allauth.AuthenticateForm):
    code = CodeField(or_recovery=True)


class ReauthenticateForm(allauth.ReauthenticateForm):
    code = CodeField(or_recovery=True)


class ActivateTOTPForm(AllauthActivateTOTPForm):
    code = CodeField()


class NamesPasskey(forms.Form):
    name = OneLine(label=_("Name"), max_length=LONGEST_NAME, help_text=_("So that you can tell your passkeys apart, for example “My phone”."))


class AddPasskeyForm(NamesPasskey, AddWebAuthnForm):
    name = NamesPasskey.base_fields["name"]


class EditPasskeyForm(NamesPasskey, EditWebAuthnForm):
    name = NamesPasskey.base_fields["name"]
