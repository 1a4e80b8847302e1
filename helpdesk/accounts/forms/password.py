"""Asking for a new password, setting and changing it."""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import mails
from helpdesk.accounts.forms.fields import NewPasswordField, PasswordField
from helpdesk.common.captcha.fields import CaptchaField


class ResetPasswordForm(forms.Form):
    """Ask for a link. The address is looked up by the task, so that known and unknown ones take the same time."""

    email = forms.EmailField(label=_("Email"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    captcha = CaptchaField()

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, request, **kwargs):
        mails.password_reset.enqueue(self.cleaned_data["email"], get_language())
        return self.cleaned_data["email"]


class LinkForm(allauth.UserTokenForm):
    """The link of a reset or an invitation. That of a deactivated person opens nothing."""

    def _get_user(self, uidb36):
        user = super()._get_user(uidb36)
        return user if user is not None and user.is_active else None


class Choosing:
    """A new password, typed once: the box can show it."""

    def choose(self, user):
        self.fields["password1"] = NewPasswordField(label=_("New password"))
        self.fields["password1"].user = user
        self.fields.pop("password2", None)


class ResetPasswordKeyForm(Choosing, allauth.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.choose(self.user)


class ChangePasswordForm(Choosing, allauth.ChangePasswordForm):
    """Row B10: Current, New, Confirm."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.choose(self.user)
        self.fields = {
            "oldpassword": PasswordField(label=_("Current")),
            "password1": self.fields["password1"],
            "password2": PasswordField(label=_("Confirm"), autocomplete="new-password"),
        }
        self.fields["password1"].label = _("New")

    def clean(self):
        data = super().clean()
        if self.errors.get("password2") and data.get("password1") and self.data.get("password1") != self.data.get("password2"):
            self.errors["password2"] = self.error_class([_("Type the same new password twice.")])
        if data.get("password1") and data["password1"] == data.get("oldpassword"):
            self.add_error("password1", _("This is your current password. Choose another one."))
        return data

    def save(self):
        if self.user.must_change_password:
            context.request.session["had_first_password"] = True
        super().save()

    def clean_oldpassword(self):
        if not self.user.check_password(self.cleaned_data["oldpassword"]):
            raise get_adapter().validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]
