"""The form field against robots: “I'm not a robot” by proof of work, or a question in words without JavaScript.

`CaptchaField()` goes into any form. On a page that is cached for everybody write `CaptchaField(cached_page=True)`:
the question then appears when the form was sent without JavaScript, since a cached question could be answered once only.
The cleaned value is always the empty string: nothing of a captcha is ever stored.
"""

from allauth.core import context
from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_altcha import AltchaField

from helpdesk.common import throttle
from helpdesk.common.captcha import questions, work
from helpdesk.common.captcha.models import SolvedChallenge
from helpdesk.common.captcha.widgets import CaptchaWidget, Given
from helpdesk.common.client_address import address_of

# Answers in words from one address; offices share one, people without JavaScript are few.
QUESTION_RATE = throttle.Rate(amount=30, seconds=600)


class CaptchaField(AltchaField):
    widget = CaptchaWidget
    default_error_messages = {
        "required": _("Please show that you are not a robot."),
        "error": _("The check did not work. Please try once more."),
        "invalid": _("The check did not work. Please try once more."),
        "replay": _("This check was already used. Please do it once more."),
        "wrong": _("That is not the answer. Please try once more."),
        "throttled": _("Too many attempts. Please wait ten minutes."),
    }

    def __init__(self, *, cached_page=False, **kwargs):
        kwargs.setdefault("label", _("Are you human?"))
        super().__init__(challengeurl=reverse_lazy("captcha_challenge"), hidefooter=True, hidelogo=True, **kwargs)
        self.widget.cached_page = cached_page

    def clean(self, value):
        given = value if isinstance(value, Given) else Given()
        if given.payload:
            self._check_work(given.payload)
        elif given.token and given.answer.strip():
            self._check_answer(given)
        else:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return ""

    def has_changed(self, initial, data):
        return False

    def _check_work(self, payload):
        if not work.is_solved(payload):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        self.replay_attack_protection(payload)

    def replay_attack_protection(self, payload):
        """The package reads a cache and then writes it, which lets parallel posts pass; a unique row does not."""
        if not SolvedChallenge.spend(work.key_of(payload)):
            raise forms.ValidationError(self.error_messages["replay"], code="replay")

    def _check_answer(self, given):
        request = context.request
        address = address_of(request) if request else ""
        if not throttle.allow("captcha-question", address, QUESTION_RATE):
            raise forms.ValidationError(self.error_messages["throttled"], code="throttled")
        if not questions.check(given.token, given.answer):
            raise forms.ValidationError(self.error_messages["wrong"], code="wrong")



class LateCaptchaField(CaptchaField):
    """A captcha that is checked when all the rest of its form is right: whoever mistyped an address is not asked twice.

    `clean` sees only that there is an answer; the view must call `settle(form.cleaned_data[…])`, which spends it or
    raises ValidationError. Until then the form shows the answer again, as long as it would count; it is still good once.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.keeps_answer = True

    def clean(self, value):
        given = value if isinstance(value, Given) else Given()
        if not given.payload and not (given.token and given.answer.strip()):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return given

    def settle(self, given):
        super().clean(given)
