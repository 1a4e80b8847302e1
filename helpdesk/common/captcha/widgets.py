from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django_altcha import AltchaWidget

from helpdesk.common.captcha import questions, work


@dataclass(frozen=True)
class Given:
    """What came back: a solved proof of work, or a question's token and its answer in words."""

    payload: str = ""
    token: str = ""
    answer: str = ""


def strings():
    """The widget's words in the language of the page; its own file of all languages weighs 15 kB."""
    return {
        "ariaLinkLabel": "Altcha",
        "error": _("The check did not work. Try again later."),
        "expired": _("The check has expired. Try again."),
        "footer": "",
        "label": _("I'm not a robot"),
        "loading": _("Loading …"),
        "reload": _("Reload"),
        "verify": _("Check"),
        "verificationRequired": _("Please tick this box first."),
        "verified": _("Checked, thank you"),
        "verifying": _("Checking …"),
        "waitAlert": _("Checking … please wait a moment."),
    }


class CaptchaWidget(AltchaWidget):
    template_name = "captcha/widget.html"
    input_type = "text"  # not a hidden field: it has a label, and errors beside it
    use_fieldset = True
    cached_page = False
    keeps_answer = False

    def value_from_datadict(self, data, files, name):
        return Given(
            payload=str(data.get(name) or ""),
            token=str(data.get(f"{name}-question") or ""),
            answer=str(data.get(f"{name}-answer") or ""),
        )

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""  # two ways to answer, each with a label of its own

    def format_value(self, value):
        return None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        context["widget"]["altcha_options"]["strings"] = self.encode_values({"strings": strings()})["strings"]
        # The package names the limit max_number in the challenge, the widget looks for maxnumber and would count to a
        # million with every core: told here, the cores share the true range.
        context["widget"]["altcha_options"]["maxnumber"] = settings.CAPTCHA_MAX_NUMBER
        is_sent = isinstance(value, Given)
        if is_sent or not self.cached_page:
            context["question"] = questions.again(value.token) if is_sent and value.token else questions.ask()
        if is_sent and self.keeps_answer:
            self.keep(context, value)
        return context

    def keep(self, context, given):
        """What was solved before and not spent yet stands in the form again."""
        if work.still_counts(given.payload):
            context["solved"] = given.payload
        elif context["question"].token == given.token:
            context["answer"] = given.answer[: questions.MAX_LENGTH]
