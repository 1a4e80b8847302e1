"""The forms of the calendar: a week's hours, a day off, a Ramadan."""

from datetime import date, timedelta
from itertools import pairwise

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.common.text import PlainText, readable_name
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, Weekday

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
LONGEST_RAMADAN = timedelta(days=31)
PARTS = {"opens": _("Opens"), "pause": _("Break from"), "resume": _("Break until"), "closes": _("Closes")}


def time_field(label):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"])


def date_field(label, **more):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": FIRST.isoformat(), "max": LAST.isoformat()})
    return DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **more)


class DateField(forms.DateField):
    """A day of this century."""

    def clean(self, value):
        day = super().clean(value)
        if day is not None and not FIRST <= day <= LAST:
            raise forms.ValidationError(gettext("Write a date between 2000 and 2100."), code="far_away")
        return day


class WeekForm(forms.Form):
    """Opening and closing of each weekday, with one break. A day with more breaks is left as it is (`others`)."""

    def __init__(self, data=None, *, week):
        super().__init__(data)
        self.week = week
        self.others = [Weekday(day) for day, stretches in week.items() if len(stretches) > 2]
        for day in self.days:
            values = _values(week[day])
            for part, label in PARTS.items():
                field = self.fields[f"{part}-{day.value}"] = time_field(label)
                field.initial, field.depends = values[part], True

    @property
    def days(self):
        return [day for day in Weekday if day not in self.others]

    @property
    def rows(self):
        """For each weekday its name, its four fields, and what is wrong with it."""
        for day in self.days:
            fields = [self[f"{part}-{day.value}"] for part in PARTS]
            yield {"label": day.label, "fields": fields, "errors": [error for field in fields for error in field.errors]}

    def clean(self):
        data = super().clean()
        self.hours = {}
        for day in self.days:
            values = [data.get(f"{part}-{day.value}") for part in PARTS]
            if not any(f"{part}-{day.value}" in self.errors for part in PARTS):
                try:
                    self.hours[day] = _stretches(*values)
                except ValueError as error:
                    self.add_error(f"opens-{day.value}", str(error))
        if not self.errors and not any(self.hours.values()) and not self.others:
            raise forms.ValidationError(gettext("At least one day of the week must have working hours."), code="never_open")
        return data


def _values(stretches):
    opens, closes = (stretches[0][0], stretches[-1][1]) if stretches else (None, None)
    pause, resume = (stretches[0][1], stretches[1][0]) if len(stretches) == 2 else (None, None)
    return {"opens": opens, "pause": pause, "resume": resume, "closes": closes}


def _stretches(opens, pause, resume, closes):
    """The stretches of one day; ValueError with a sentence where the four times make none."""
    given = [time for time in (opens, pause, resume, closes) if time is not None]
    if not given:
        return []
    if opens is None or closes is None:
        raise ValueError(gettext("Write both when the day opens and when it closes, or leave the whole day empty."))
    if (pause is None) != (resume is None):
        raise ValueError(gettext("Write both the beginning and the end of the break, or neither."))
    if any(earlier >= later for earlier, later in pairwise(given)):
        raise ValueError(gettext("The times of a day must follow one another."))
    return [(opens, pause), (resume, closes)] if pause else [(opens, closes)]


class DayForm(forms.ModelForm):
    """A day off. One that was calculated in advance asks whether somebody has compared it with the joint decree."""

    date = date_field(_("Date"))
    name = PlainText(label=_("Name"), max_length=200)
    is_compared = forms.BooleanField(label=_("I have compared this day with the joint decree"), required=False)

    class Meta:
        model = NonWorkingDay
        fields = ["date", "name", "kind", "is_active"]
        labels = {"kind": _("Kind"), "is_active": _("Counts as a day off")}
        widgets = {"kind": forms.RadioSelect}
        help_texts = {"is_active": ""}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = NonWorkingDay.Kind.choices
        if self.instance.source != NonWorkingDay.Source.ESTIMATE:
            del self.fields["is_compared"]
        if self.instance.pk is None:
            del self.fields["is_active"]

    def clean_name(self):
        return readable_name(self.cleaned_data["name"])

    def save(self, commit=True):
        if self.cleaned_data.get("is_compared"):
            self.instance.source = NonWorkingDay.Source.CALENDAR
        return super().save(commit)


class RamadanForm(forms.ModelForm):
    """One Ramadan, both ends included."""

    starts_on = date_field(_("First day"))
    ends_on = date_field(_("Last day"), help_text=_("The last day of fasting; this day still has Ramadan hours."))
    note = PlainText(label=_("Note"), max_length=200, required=False)

    class Meta:
        model = RamadanPeriod
        fields = ["starts_on", "ends_on", "note"]

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last - first >= LONGEST_RAMADAN:
            self.add_error("ends_on", gettext("A Ramadan has at most 30 days."))
        elif first and last:
            others = RamadanPeriod.objects.filter(starts_on__lte=last, ends_on__gte=first).exclude(pk=self.instance.pk)
            if others.exists():
                self.add_error("starts_on", gettext("These days belong to another Ramadan that is entered already."))
        return data
