"""Fill the calendar of a fresh site, and add later what is still missing. Safe to run as often as one likes."""

import datetime
from itertools import chain

from django.db import transaction
from django.utils import timezone

from helpdesk.common.domain import domain
from helpdesk.worktime.holidays import days_off
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, Season, Weekday, WorkingHours
from helpdesk.worktime.signals import calendar_changed

YEARS_AHEAD = 2
# Stored data, so in the language of the people who keep it.
RAMADAN_NOTE = "Perkiraan; periksa dengan pengumuman pemerintah."
WEEKDAYS = {
    "mon_thu": [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY],
    "fri": [Weekday.FRIDAY],
}


@transaction.atomic
def load(at: datetime.datetime | None = None) -> dict[str, int]:
    """Add missing hours, Ramadan periods and days off; return how many records of each were added.

    Days off come from the shipped data, and for the years after it, until two years from `at` (now), from the `holidays`
    package. A record that a person has changed, moved to another date or switched off stays as it is. Ramadan of later years
    is never guessed: people enter it when it is announced.
    """
    data = domain()
    last_year = max(int(day["date"][:4]) for day in data["holidays"])
    later = range(last_year + 1, timezone.localtime(at).year + YEARS_AHEAD + 1)
    added = {
        "hours": _load_hours(data["working_calendar"]),
        "ramadan_periods": _load_ramadan(data["working_calendar"]["ramadan_periods"]),
        "days_off": _load_days_off(chain(data["holidays"], *(days_off(year) for year in later))),
    }
    if any(added.values()):
        calendar_changed.send(sender=load)
    return added


def _load_hours(calendar):
    """A season that has any row belongs to the people who edit it: nothing is added there."""
    present = set(WorkingHours.objects.order_by().values_list("season", flat=True).distinct())
    return _add(
        WorkingHours,
        [
            WorkingHours(season=season, weekday=weekday, opens_at=_time(opens), closes_at=_time(closes))
            for season in Season
            if season not in present
            for key, weekdays in WEEKDAYS.items()
            for weekday in weekdays
            for opens, closes in calendar[season][key]
        ],
    )


def _load_ramadan(periods):
    known = set(RamadanPeriod.objects.values_list("code", flat=True))
    taken = list(RamadanPeriod.objects.values_list("starts_on", "ends_on"))
    missing = []
    for period in periods:
        starts_on, ends_on = (datetime.date.fromisoformat(period[key]) for key in ["start", "end"])
        # The same Ramadan entered by hand, perhaps a day earlier or later, is enough.
        overlaps = any(first <= ends_on and last >= starts_on for first, last in taken)
        if period["start"] not in known and not overlaps:
            missing.append(
                RamadanPeriod(code=period["start"], starts_on=starts_on, ends_on=ends_on, note=RAMADAN_NOTE)
            )
    return _add(RamadanPeriod, missing)


def _load_days_off(days):
    known, taken = set(), set()
    for code, date in NonWorkingDay.objects.values_list("code", "date"):
        known.add(code)
        taken.add(date.isoformat())
    return _add(
        NonWorkingDay,
        [
            NonWorkingDay(
                code=day["date"],
                date=datetime.date.fromisoformat(day["date"]),
                name=day["name"],
                kind=day["kind"],
                source=day["status"],
            )
            for day in days
            if day["date"] not in known and day["date"] not in taken
        ],
    )


def _add(model, missing):
    # Two set-ups at once may find the same gaps: the second one's rows are dropped by the unique keys.
    return len(model.objects.bulk_create(missing, ignore_conflicts=True))


def _time(text):
    return datetime.time.fromisoformat(text)
