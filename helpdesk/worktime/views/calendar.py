"""The calendar of a year: hours, days off, Ramadan, and what is missing."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from helpdesk.common.dates import is_english
from helpdesk.common.views.records import Managed
from helpdesk.worktime.current import missing_joint_leave, missing_ramadan
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, Season, Weekday
from helpdesk.worktime.permissions import CalendarPermissions
from helpdesk.worktime.verbs import week_of

FIRST_YEAR, LAST_YEAR = 2000, 2100


def asked_year(text, usual):
    """The year in an address, else the usual one."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else usual
    return year if FIRST_YEAR <= year <= LAST_YEAR else usual


def importable(year, on=None):
    """Years of which the package is asked: from last year to three years ahead."""
    present = (on or timezone.localdate()).year
    return present - 1 <= year <= present + 3


def calendar_address(year=None):
    return reverse("helpdesk:calendar") + (f"?tahun={year}" if year else "")


class Calendar(Managed, View):
    """`?tahun=` chooses the year."""

    permissions = CalendarPermissions
    http_method_names = ["get", "head", "options"]

    def get(self, request):
        present = timezone.localdate().year
        year = asked_year(request.GET.get("tahun", ""), present)
        # What a person looks for first: next year is told of on every page, the shown year on its own.
        missing = [one for one in sorted({year, present + 1}) if one >= present and missing_joint_leave(one)]
        days = list(NonWorkingDay.objects.in_year(year))
        return render(request, "helpdesk/worktime/calendar.html", {
            "year": year, "present": present, "previous": year - 1, "next": year + 1,
            "days": days, "missing": missing,
            "has_estimates": any(day.is_active and day.source == NonWorkingDay.Source.ESTIMATE for day in days),
            "needs_ramadan": year >= present and missing_ramadan(year), "can_import": importable(year),
            "seasons": [season_of(season) for season in Season],
            "ramadan": RamadanPeriod.objects.filter(ends_on__year__gte=year - 1, starts_on__year__lte=year + 1),
        })  # fmt: skip


def season_of(season):
    """One weekly pattern as it is drawn: its name, its days in words, where it is edited."""
    week = week_of(season)
    days = [(day.label, ", ".join(f"{_clock(o)}–{_clock(c)}" for o, c in week[day])) for day in Weekday]
    return {"label": season.label, "days": days, "url": reverse("helpdesk:calendar_hours", args=[season.value])}


def _clock(time):
    """“07.30”, “07:30” for readers of English."""
    return f"{time:%H:%M}" if is_english() else f"{time:%H.%M}"
