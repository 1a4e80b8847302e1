from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contact.models import NAME_MAX, SUBJECT_MAX, TEXT_MAX
from helpdesk.common.captcha.fields import CaptchaField
from helpdesk.common.form_token import new_token
from helpdesk.common.text import PlainText


class ContactForm(forms.Form):
    """Nama, Email, Judul, Isi Pesan, the box (row B16). `website` is for robots: people do not see it."""

    name = PlainText(label=_("Name"), max_length=NAME_MAX, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Email"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We answer to this address. It is shown to nobody else."),
    )
    subject = PlainText(label=_("Title"), max_length=SUBJECT_MAX)
    text = PlainText(label=pgettext_lazy("contact form", "Message"), lines=7, max_length=TEXT_MAX, help_text=_("Never write a password here."))
    website = forms.CharField(
        label=_("Leave this field empty"), required=False, max_length=500,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16, initial=new_token)
    captcha = CaptchaField()

    visible = ("name", "email", "subject", "text")

    @property
    def is_from_a_robot(self):
        return bool(self.cleaned_data.get("website"))

    def shown(self):
        """The fields that people fill in, in order."""
        return [self[name] for name in self.visible]
