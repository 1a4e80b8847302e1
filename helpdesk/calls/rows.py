"""The rows of the hours' screen: weekly hours, and single days. Complete without JavaScript."""

from itertools import combinations

from django import forms
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import User
from helpdesk.calls.models import CallException, CallPattern
from helpdesk.common.dates import bare_clock, long_date
from helpdesk.common.one_more import MOST_ROWS, OneMore
from helpdesk.common.text import PlainText
from helpdesk.worktime.forms import date_field, time_field


class RowForm(forms.ModelForm):
    """One row. A new one in which nothing was written is as if it were not there."""

    minutes = forms.IntegerField(label=_("Minutes for a call"), min_value=5, max_value=120, initial=15)
    capacity = forms.IntegerField(label=_("Calls at the same time"), min_value=1, max_value=20, initial=1)

    def has_changed(self):
        return bool(set(self.changed_data) - self.given) if self.empty_permitted else super().has_changed()

    given = {"minutes", "capacity"}

    def clean(self):
        data = super().clean()
        begins, ends, minutes = data.get("begins"), data.get("ends"), data.get("minutes")
        if begins and ends and ends <= begins:
            self.add_error("ends", gettext("They cannot end before they begin."))
        elif begins and ends and minutes and minutes_between(begins, ends) < minutes:
            self.add_error("minutes", gettext("No call of this length fits into these hours."))
        return data


class PatternForm(RowForm):
    """Hours that come back each week."""

    begins = time_field(_("From"))
    ends = time_field(_("To"))
    given = RowForm.given | {"weekday", "is_active"}

    @property
    def heading(self):
        """“Senin · 09.00–10.30 · masing-masing 15 menit”; of the stored row, whatever has been typed since."""
        row = self.instance
        if not row.pk:
            return gettext("New hours")
        each = gettext("%(minutes)s minutes each") % {"minutes": row.minutes}
        parts = [row.get_weekday_display(), span(row), each] + ([] if row.is_active else [gettext("not active")])
        return " · ".join(str(part) for part in parts)

    class Meta:
        model = CallPattern
        fields = ["weekday", "begins", "ends", "minutes", "capacity", "is_active"]
        labels = {"weekday": _("Day"), "is_active": _("Active")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["begins"].required = self.fields["ends"].required = True
        self.fields["weekday"].choices = CallPattern._meta.get_field("weekday").choices


class ExceptionForm(RowForm):
    """One day on which it is otherwise."""

    day = date_field(_("Date"))
    is_open = forms.TypedChoiceField(
        label=_("On this day"), choices=[("", _("No calls")), ("1", _("Additional hours"))], coerce=bool, required=False, empty_value=False
    )
    begins = time_field(_("From"))
    ends = time_field(_("To"))
    note = PlainText(label=_("Note"), max_length=120, required=False)
    given = RowForm.given | {"is_open"}

    @property
    def heading(self):
        """“Jumat, 3 Juli 2020 · Tanpa panggilan · 13.00–14.00”."""
        row = self.instance
        if not row.pk:
            return gettext("New day")
        what = gettext("Additional hours") if row.is_open else gettext("No calls")
        return " · ".join(filter(None, [long_date(row.day), what, row.begins and span(row)]))

    class Meta:
        model = CallException
        fields = ["day", "is_open", "begins", "ends", "minutes", "capacity", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("is_open", "begins", "ends"):
            self.fields[name].depends = True
        if self.instance.pk:
            self.initial["is_open"] = "1" if self.instance.is_open else ""

    def clean(self):
        data = super().clean()
        given = [data.get("begins"), data.get("ends")]
        if not {"begins", "ends"} & set(self.errors) and (any(given) or data.get("is_open")) and not all(given):
            self.add_error("begins", gettext("Additional hours need a beginning and an end; a day off may leave both empty."))
        return data


class Rows(OneMore, BaseInlineFormSet):
    """A set of rows of one officer. Vanished rows and absurd counts, which only a tampered form has, are made harmless."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        if data is not None:
            self.data = self._sound(data)

    def _sound(self, data):
        """SECURITY: a row with a key that is not this officer's becomes a new row of this officer."""
        data, own = data.copy(), {str(row.pk) for row in self.get_queryset()}
        wanted = data.get(f"{self.prefix}-TOTAL_FORMS", "")
        total = min(int(wanted), MOST_ROWS) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else 0
        rows = []
        for place in range(total):
            key = data.get(f"{self.prefix}-{place}-id", "")
            rows.append((key not in own, place, key if key in own else ""))
            own.discard(key)
        # Django takes the first INITIAL_FORMS rows for the stored ones.
        typed = {key: data.getlist(key) for key in data if key.startswith(f"{self.prefix}-")}
        for new, (_is_new, old, key) in enumerate(sorted(rows)):
            for name in (*self.form.base_fields, "DELETE"):
                data.pop(f"{self.prefix}-{new}-{name}", None)
                if f"{self.prefix}-{old}-{name}" in typed:
                    data.setlist(f"{self.prefix}-{new}-{name}", typed[f"{self.prefix}-{old}-{name}"])
            data[f"{self.prefix}-{new}-id"] = key
        data[f"{self.prefix}-TOTAL_FORMS"] = str(total)
        data[f"{self.prefix}-INITIAL_FORMS"] = str(sum(not is_new for is_new, _place, _key in rows))
        return data

    def validate_unique(self):
        """The overlap of two rows says more, and a row may take the place of one that is taken out."""

    def save_all(self):
        """First what is taken out or takes another place goes, then what stays is written: no two rows are ever at one place."""
        kept = []
        for form in self.forms:
            row = form.instance
            if form in self.deleted_forms or (row.pk and {"weekday", "begins"} & set(form.changed_data)):
                if row.pk:
                    type(row).objects.get(pk=row.pk).delete()
                row.pk = None
            if form not in self.deleted_forms and form.has_changed():
                kept.append(row)
        for row in kept:
            row.officer = self.instance
            row.save(force_insert=row.pk is None)


class PatternRows(Rows):
    def clean(self):
        super().clean()
        rows = [form for form in self.forms if form not in self.deleted_forms and form.is_valid() and form.cleaned_data.get("begins")]
        for one, other in combinations(rows, 2):
            mine, theirs = one.cleaned_data, other.cleaned_data
            is_one_day = mine["weekday"] == theirs["weekday"]
            if is_one_day and mine["begins"] < theirs["ends"] and theirs["begins"] < mine["ends"]:
                other.add_error("begins", gettext("These hours overlap with another row of this day."))


def span(row):
    """“09.00–10.30”."""
    return f"{bare_clock(row.begins)}–{bare_clock(row.ends)}"


def minutes_between(begins, ends):
    return (ends.hour - begins.hour) * 60 + ends.minute - begins.minute


_MORE = {"extra": 0, "max_num": MOST_ROWS, "can_delete": True}
PATTERNS = inlineformset_factory(User, CallPattern, form=PatternForm, formset=PatternRows, **_MORE)
EXCEPTIONS = inlineformset_factory(User, CallException, form=ExceptionForm, formset=Rows, **_MORE)


class HoursForm:
    """Both sets of rows as one form. Exceptions of days gone by are not shown, and stay."""

    def __init__(self, officer, data=None):
        self.officer, self.is_bound = officer, data is not None
        ahead = CallException.objects.filter(day__gte=timezone.localdate())
        self.rows = {
            "patterns": PATTERNS(data, instance=officer, prefix="patterns"),
            "exceptions": EXCEPTIONS(data, instance=officer, prefix="exceptions", queryset=ahead),
        }

    def is_valid(self):
        checked = [rows.is_valid() for rows in self.rows.values()]  # both, so that both say what is wrong
        return all(checked)

    def save(self):
        for rows in self.rows.values():
            rows.save_all()
