"""The parts of the calendar, one form each."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from helpdesk.common import seen
from helpdesk.common.views.records import ConfirmView, NewRecordView, RecordView
from helpdesk.worktime import verbs
from helpdesk.worktime.forms import DayForm, RamadanForm, WeekForm
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, Season
from helpdesk.worktime.permissions import CalendarPermissions
from helpdesk.worktime.views.calendar import calendar_address, importable

DAY_FIELDS = ["date", "name", "kind", "source", "is_active"]
RAMADAN_FIELDS = ["starts_on", "ends_on", "note"]


class Hours(RecordView):
    """The weekly pattern of one season."""

    permissions = CalendarPermissions
    template_name = "helpdesk/worktime/hours.html"

    @property
    def season(self):
        try:
            return Season(self.kwargs["season"])
        except ValueError as error:
            raise Http404("no such season") from error

    def get_record(self, *, lock):
        return verbs.week_of(self.season, lock=lock)

    def make_form(self, record, data=None, files=None):
        return WeekForm(data, week=record)

    def state_of(self, record):
        return seen.fingerprint({str(day): stretches for day, stretches in record.items()})

    def save(self, form):
        verbs.set_week(self.season, form.hours, by=self.request.user)

    def get_success_url(self):
        return calendar_address()

    def more_context(self, record):
        return {"season": self.season}


class PartMixin:
    """What the forms of a day and of a Ramadan share: `kind` is day or ramadan."""

    permissions = CalendarPermissions
    template_name = "helpdesk/worktime/part.html"
    model, form_class, fields, kind = NonWorkingDay, DayForm, DAY_FIELDS, "day"

    def get_record(self, *, lock=False):
        rows = self.model.objects.select_for_update() if lock else self.model.objects.all()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def state_of(self, record):
        return seen.of_record(record, self.fields)

    def more_context(self, record=None):
        return {"kind": self.kind, "remove_url": reverse(f"helpdesk:calendar_{self.kind}_remove", args=[record.pk]) if record else ""}


class DayNew(PartMixin, NewRecordView):
    """Add a day off; `?tahun=` is where one came from."""

    purpose = "day"
    success = gettext_lazy("It has been added. The due dates of open tickets are counted anew.")

    def make_form(self, data=None, files=None):
        return self.form_class(data)

    def make(self, form):
        return form.save()

    def get_success_url(self, pk):
        return back_to(self.model.objects.filter(pk=pk).first())


class DayEdit(PartMixin, RecordView):
    """Change a day off."""

    success = gettext_lazy("Your changes are saved. The due dates of open tickets are counted anew.")

    def make_form(self, record, data=None, files=None):
        return self.form_class(data, instance=record)

    def save(self, form):
        self.saved = form.save()

    def get_success_url(self):
        return back_to(self.saved)


class DayRemove(PartMixin, ConfirmView):
    """Take a day off out of the calendar."""

    template_name = "helpdesk/common/confirm.html"
    heading = button = gettext_lazy("Remove day off")
    success = gettext_lazy("The day counts as a working day again.")

    def get_sentences(self, record):
        sentences = [_("The day counts as a working day again, and the due dates of open tickets are counted anew.")]
        if record.code:
            sentences.append(_("It comes from the public holiday calendar, so it stays in the list, switched off: deleted it would come back."))
        return sentences

    def get_back_url(self, record):
        return reverse(f"helpdesk:calendar_{self.kind}", args=[record.pk])

    def get_success_url(self, record):
        return back_to(record)

    def more_context(self, record):
        return {"place_url": calendar_address(), "place": _("Calendar")}

    def act(self, record):
        verbs.take_away(record, by=self.request.user)


class Ramadan:
    model, form_class, fields, kind = RamadanPeriod, RamadanForm, RAMADAN_FIELDS, "ramadan"


class RamadanNew(Ramadan, DayNew):
    """Add a Ramadan."""

    purpose = "ramadan"


class RamadanEdit(Ramadan, DayEdit):
    """Change a Ramadan."""


class RamadanRemove(Ramadan, DayRemove):
    """Delete a Ramadan."""

    heading = button = gettext_lazy("Remove Ramadan period")
    success = gettext_lazy("The Ramadan period has been removed.")

    def get_sentences(self, record):
        sentences = [_("These days have the usual hours again, and the due dates of open tickets are counted anew.")]
        if record.code:
            sentences.append(_("It comes from the shipped data: the next set-up brings it back unless these days are entered in another way."))
        return sentences

    def act(self, record):
        record.delete()


class ImportYear(ConfirmView):
    """The public holidays of a year, from the calendar that the loader uses; shown before they are added."""

    permissions = CalendarPermissions
    template_name = "helpdesk/worktime/import.html"
    tone = ""
    button = gettext_lazy("Add these days")

    def get_record(self):
        if not importable(self.kwargs["year"]):
            raise Http404("not a year that is asked for")
        return self.kwargs["year"]

    def get_heading(self, record):
        return _("Import public holidays of %(year)s") % {"year": record}

    def more_context(self, record):
        return {"days": [] if self.request.method == "POST" else verbs.missing_days(record),
                "place_url": calendar_address(), "place": _("Calendar")}

    def get_back_url(self, record):
        return calendar_address(record)

    def act(self, record):
        self.added = verbs.import_year(record, by=self.request.user)

    def get_success(self, record):
        return ngettext("%(count)d day has been added.", "%(count)d days have been added.", self.added) % {"count": self.added}


def back_to(record):
    """The year in which the day stands."""
    day = getattr(record, "date", None) or getattr(record, "starts_on", None)
    return calendar_address(day.year if day else None)


