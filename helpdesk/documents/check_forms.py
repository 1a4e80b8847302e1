"""The check as an officer notes it: a verdict per sent document, an answer per check of the service (row A7)."""

import hashlib

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from helpdesk.catalogue.reasons import reasons_for
from helpdesk.common.text import PlainText
from helpdesk.documents.slot import SlotState, Verdict
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


def state_of(verdict, reason, expires_on=None):
    """A verdict with its reason, or its last day, as one short value to compare."""
    if verdict == Verdict.ACCEPT and expires_on:
        return f"{verdict}:{expires_on.isoformat()}"
    return f"{verdict}:{hashlib.sha256(reason.encode()).hexdigest()[:16]}" if reason else f"{verdict}:"


def put_together(chosen, words):
    """The reason as the client reads it: the chosen ones of the list, in the office's language, and what was written."""
    return " ".join([*(reason.label for reason in chosen), *([words.strip()] if words.strip() else [])])


def taken_apart(text, reasons):
    """(codes of the reasons that `text` begins with, the rest): the other way round, so that a noted verdict shows as it was."""
    codes = []
    for reason in reasons:
        if text == reason.label or text.startswith(f"{reason.label} "):
            codes.append(reason.code)
            text = text[len(reason.label) + 1 :]
    return codes, text


def can_be_judged(slot):
    """A file waits here for its verdict, and the virus scanner does not hold it back."""
    return slot.state == SlotState.SENT and slot.current.may_be_opened


class VerdictForm(NotedForm):
    """Accept, or ask again with a reason; about the file with this `key` and no other."""

    CHOICES = [("accept", Verdict.ACCEPT.label), ("refuse", Verdict.REFUSE.label), ("later", gettext_lazy("Decide later"))]

    key = forms.CharField(widget=forms.HiddenInput, max_length=32)
    verdict = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    reasons = forms.MultipleChoiceField(label=gettext_lazy("Reasons"), widget=forms.CheckboxSelectMultiple, required=False)
    reason = PlainText(label=gettext_lazy("Reason"), lines=2, max_length=REASON_MAX, required=False)
    expires_on = forms.DateField(
        label=gettext_lazy("Valid until"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("As it stands on the document."),
    )  # fmt: skip

    def __init__(self, *args, slot, reasons=(), **kwargs):
        self.slot, self.reasons = slot, reasons_for(slot.code, reasons)
        now = state_of(slot.verdict, slot.verdict_reason, slot.expires_on if self.expires else None)
        super().__init__(*args, now=now, prefix=f"slot-{slot.pk}", **kwargs)
        codes, words = taken_apart(slot.verdict_reason, self.reasons)
        self.initial |= {"key": slot.current.key, "verdict": slot.verdict or "later", "reasons": codes, "reason": words,
                         "expires_on": slot.expires_on}  # fmt: skip
        self.fields["verdict"].label = _("Verdict on “%(name)s”") % {"name": slot}
        self.fields["reasons"].choices = [(reason.code, str(reason)) for reason in self.reasons]
        self.fields["reason"].label = _("In your own words") if self.reasons else _("Reason for asking again")
        for name in ("reasons", "reason", "expires_on"):
            self.fields[name].depends = True  # on the verdict; nothing here is "optional"
        if not self.expires:
            del self.fields["expires_on"]

    @property
    def expires(self):
        """Whoever accepts this document writes its last day down."""
        return bool(self.slot.requirement and self.slot.requirement.expires)

    @property
    def can_be_judged(self):
        return can_be_judged(self.slot)

    @property
    def words(self):
        chosen = self.cleaned_data.get("reasons", [])
        return put_together([reason for reason in self.reasons if reason.code in chosen], self.cleaned_data.get("reason", ""))

    @property
    def noted(self):
        return state_of(self.chosen, self.words if self.chosen == "refuse" else "", self.cleaned_data.get("expires_on"))

    @property
    def chosen(self):
        return self.cleaned_data["verdict"].replace("later", Verdict.NONE)

    @property
    def is_about_another_file(self):
        return self.is_bound and self.data.get(self.add_prefix("key")) != self.slot.current.key

    def clean(self):
        verdict = self.cleaned_data.get("verdict")
        if verdict == "refuse" and "reason" in self.cleaned_data:
            if not self.words:
                self.add_error("reason", _("Write the reason, so that the client knows what to correct."))
            elif len(self.words) > REASON_MAX:
                self.add_error("reason", _("These reasons together are too long: at most %(most)d characters.") % {"most": REASON_MAX})
        if verdict == "accept" and self.expires and "expires_on" in self.cleaned_data:
            self._clean_last_day(self.cleaned_data["expires_on"])
        return super().clean()

    def _clean_last_day(self, day):
        if day is None:
            self.add_error("expires_on", _("Write down until when it is valid."))
        elif day < timezone.localdate():
            self.add_error("expires_on", _("It is no longer valid: ask for it again."))

    def keep(self, *, by):
        facts = self.cleaned_data
        self.slot.judge(self.chosen, self.words, key=facts["key"], expires_on=facts.get("expires_on"), by=by)


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
