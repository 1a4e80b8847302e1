"""The check as an officer notes it: a verdict per sent document, an answer per check of the service (row A7)."""

import hashlib

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from helpdesk.common.text import PlainText
from helpdesk.documents.slot import Verdict
from helpdesk.tickets.models import IllegalMove

REASON_MAX = 500


class NotedForm(forms.Form):
    """One thing that two officers may note at once. `was` is what stood there when the page was made.

    Only what this person changed is kept; where somebody else changed it too, the second one is told.
    """

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, now, **kwargs):
        self.now = now
        super().__init__(*args, **kwargs)
        self.initial["was"] = now

    @property
    def noted(self):
        """What this person chose, in the form of `was`."""
        raise NotImplementedError

    def save(self, *, by):
        """Keep the change, if there is one; return whether nothing is left to say about it."""
        if not self.is_valid():
            return False
        if self.noted == self.cleaned_data["was"]:
            return True
        try:
            if self.now not in (self.cleaned_data["was"], self.noted):
                raise IllegalMove(_("Somebody else has noted something here meanwhile. Save again to replace it."))
            self.keep(by=by)
        except IllegalMove as refusal:
            self.add_error(None, str(refusal))
            self.data = self.data.copy()
            self.data[self.add_prefix("was")] = self.now
            return False
        return True


def state_of(verdict, reason):
    """A verdict with its reason as one short value to compare."""
    return f"{verdict}:{hashlib.sha256(reason.encode()).hexdigest()[:16]}" if reason else f"{verdict}:"


class VerdictForm(NotedForm):
    """Accept, or ask again with a reason; about the file with this `key` and no other."""

    CHOICES = [("accept", Verdict.ACCEPT.label), ("refuse", Verdict.REFUSE.label), ("later", gettext_lazy("Decide later"))]

    key = forms.CharField(widget=forms.HiddenInput, max_length=32)
    verdict = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    reason = PlainText(label=gettext_lazy("Reason"), lines=2, max_length=REASON_MAX, required=False)

    def __init__(self, *args, slot, **kwargs):
        self.slot = slot
        super().__init__(*args, now=state_of(slot.verdict, slot.verdict_reason), prefix=f"slot-{slot.pk}", **kwargs)
        self.initial |= {"key": slot.current.key, "verdict": slot.verdict or "later", "reason": slot.verdict_reason}
        self.fields["verdict"].label = _("Verdict on “%(name)s”") % {"name": slot}
        self.fields["reason"].label = _("Reason for asking again")

    @property
    def noted(self):
        return state_of(self.chosen, self.cleaned_data["reason"].strip() if self.chosen == "refuse" else "")

    @property
    def chosen(self):
        return self.cleaned_data["verdict"].replace("later", Verdict.NONE)

    @property
    def is_about_another_file(self):
        return self.is_bound and self.data.get(self.add_prefix("key")) != self.slot.current.key

    def clean(self):
        if self.cleaned_data.get("verdict") == "refuse" and not self.cleaned_data.get("reason", "x").strip():
            self.add_error("reason", _("Write the reason, so that the client knows what to correct."))
        return super().clean()

    def keep(self, *, by):
        facts = self.cleaned_data
        self.slot.judge(self.chosen, facts["reason"], key=facts["key"], by=by)


class CheckForm(NotedForm):
    """One of the service's checks: yes, no, or not looked at yet."""

    ANSWERS = {"yes": True, "no": False, "later": None}
    CHOICES = [
        ("yes", pgettext_lazy("check", "Yes")), ("no", pgettext_lazy("check", "No")),
        ("later", pgettext_lazy("check", "Not looked at yet")),
    ]  # fmt: skip

    answer = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)

    def __init__(self, *args, item, ticket, **kwargs):
        self.item, self.ticket = item, ticket
        now = next(key for key, found in self.ANSWERS.items() if found is item.is_found)
        super().__init__(*args, now=now, prefix=f"check-{item.pk}", **kwargs)
        self.initial["answer"] = now
        self.fields["answer"].label = str(item)

    @property
    def noted(self):
        return self.cleaned_data["answer"]

    def keep(self, *, by):
        self.ticket.tick(self.item, self.ANSWERS[self.noted], by=by)
