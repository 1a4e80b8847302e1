"""Fields that the forms about people share."""

import re

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.phone import local_form, normalise_phone
from helpdesk.common.text import PlainText

LONGEST_PASSWORD = 128
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


class OneLine(PlainText):
    """A name or title: one line, spaces put in order, nothing that could begin a second line in a mail."""

    def to_python(self, value):
        value = super().to_python(value)
        return " ".join(value.split()) if value and "\0" not in value else value

    def validate(self, value):
        super().validate(value)
        if value and INVISIBLE.search(value.replace("\0", "")):
            raise ValidationError(_("Remove the invisible signs from this text."), code="invisible")


class PhoneField(forms.CharField):
    """An Indonesian WhatsApp number as people write it; the cleaned value is `+62…`."""

    def __init__(self, **kwargs):
        attributes = {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        kwargs = {"label": _("WhatsApp number"), "help_text": _("For example 0812 3456 7890."), "max_length": 30,
                  "widget": forms.TextInput(attrs=attributes), **kwargs}
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return local_form(value) if isinstance(value, str) else value

    def clean(self, value):
        return normalise_phone(super().clean(value))


class PasswordInput(forms.PasswordInput):
    """A password box with a button that shows what was typed (a small element adds it)."""

    template_name = "widgets/password.html"


class PasswordField(forms.CharField):
    def __init__(self, *, autocomplete="current-password", **kwargs):
        widget = PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(**{"label": _("Password"), "strip": False, "widget": widget, **kwargs})
        # No maxlength on the box: a browser would cut a longer password silently.
        self.validators.append(MaxLengthValidator(LONGEST_PASSWORD, _("A password has at most %(limit_value)d characters.")))


class NewPasswordField(PasswordField):
    """A password that is being chosen; `user` holds what it must not resemble."""

    user = None

    def __init__(self, **kwargs):
        helps = _("At least 8 characters; not your name, not a common word. Several words together are easy to remember.")
        super().__init__(**{"autocomplete": "new-password", "help_text": helps, **kwargs})

    def clean(self, value):
        value = super().clean(value)
        if value:
            get_adapter().clean_password(value, user=self.user)
        return value


