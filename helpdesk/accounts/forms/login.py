"""Logging in, with a captcha after some failures."""

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.forms.fields import PasswordField
from helpdesk.accounts.tries import tries_of, typed_name
from helpdesk.common.captcha.fields import CaptchaField

WAITS = _("Your registration waits for the helpdesk's decision. We write to your email address, once you have confirmed it.")


class LoginForm(AllauthLoginForm):
    """Username or confirmed e-mail address, and password; after three failures also a captcha."""

    field_order = ["login", "password", "captcha"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": forms.CharField(
                label=_("Username"), help_text=_("Or your confirmed email address."), max_length=254,
                widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
            ),
            "password": PasswordField(),
            "remember": forms.BooleanField(label=_("Stay logged in on this device"), required=False),
        }
        # Whoever has just registered finds the name filled in.
        self.initial.setdefault("login", self.request.session.get("registered_username", ""))
        self.tries = tries_of(self.request, typed_name({"username": self.data.get("login", "")}) if self.is_bound else "")
        if self.tries.need_captcha:
            self.fields["captcha"] = CaptchaField()

    def clean(self):
        cleaned = super().clean()
        if "captcha" in self.fields and not self.errors:
            self.tries.forget_captcha()
        return cleaned

    def _clean_with_password(self, credentials):
        try:
            return super()._clean_with_password(credentials)
        except forms.ValidationError:
            if getattr(self.request, "waits_for_approval", False):
                raise forms.ValidationError(WAITS, code="waits_for_approval") from None
            self.tries.note_refusal()
            # Shown with this very answer, so that the next try already carries it.
            if "captcha" not in self.fields and self.tries.need_captcha:
                self.fields["captcha"] = CaptchaField()
            raise
