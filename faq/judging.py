"""“Was this useful?”: the form, and what becomes of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from faq.feedback import Opinion
from helpdesk.common import throttle
from helpdesk.common.text import PlainText

RATE = throttle.Rate(amount=30, seconds=3600)
YES, NO = "ya", "tidak"


class OpinionForm(forms.Form):
    """A reason is asked for where the answer was not useful, and dropped where it was."""

    useful = forms.ChoiceField(label=_("Was this useful?"), choices=[(YES, _("Yes")), (NO, _("No"))], widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why not?"), choices=Opinion.Reason, required=False, widget=forms.RadioSelect)
    text = PlainText(
        label=_("What is missing?"), lines=3, max_length=300, required=False,
        help_text=_("Please write no names, numbers or passwords here. Nobody can answer you: if you need an answer, send a ticket."),
    )

    @property
    def is_useful(self):
        return self.cleaned_data["useful"] == YES

    @property
    def says_why(self):
        return bool(self.cleaned_data["reason"] or self.cleaned_data["text"])

    def facts(self):
        why = {"reason": "", "text": ""} if self.is_useful else {name: self.cleaned_data[name] for name in ("reason", "text")}
        return {"is_useful": self.is_useful, **why}
