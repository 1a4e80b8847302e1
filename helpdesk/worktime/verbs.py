"""What can be done with the calendar as a whole. Records are saved one by one, so that each change is recorded."""

import datetime

from django.db import transaction

from helpdesk.audit import origin
from helpdesk.worktime import regulation
from helpdesk.worktime.holidays import days_off
from helpdesk.worktime.models import NonWorkingDay, Season, WorkingHours

REGULATION = {Season.NORMAL: regulation.NORMAL, Season.RAMADAN: regulation.RAMADAN}


def week_of(season, *, lock=False):
    """Return the stretches (opens, closes) of each weekday as they count: the stored ones, else the regulation's."""
    rows = WorkingHours.objects.in_season(season).order_by("weekday", "opens_at")
    week = {weekday: [] for weekday in range(7)}
    for row in rows.select_for_update() if lock else rows:
        week[row.weekday].append((row.opens_at, row.closes_at))
    return week if any(week.values()) else week | {day: list(hours) for day, hours in REGULATION[season].items()}


@transaction.atomic
def set_week(season, week, *, by):
    """Store the stretches of these weekdays; a day that stays as it was is not touched."""
    with origin.acting(by):
        for weekday, stretches in week.items():
            rows = list(WorkingHours.objects.in_season(season).filter(weekday=weekday).order_by("opens_at"))
            if [(row.opens_at, row.closes_at) for row in rows] == stretches:
                continue
            for row in rows:
                row.delete()
            for opens, closes in stretches:
                WorkingHours.objects.create(season=season, weekday=weekday, opens_at=opens, closes_at=closes)


def missing_days(year):
    """The days off of a year that the `holidays` package knows and the table lacks, not saved, earliest first.

    A day that somebody moved to another date or switched off is not missing.
    """
    known = NonWorkingDay.objects.values_list("code", "date")
    taken = {code for code, _date in known} | {date.isoformat() for _code, date in known}
    return [
        NonWorkingDay(
            code=day["date"], date=datetime.date.fromisoformat(day["date"]), name=day["name"], kind=day["kind"],
            source=day["status"],
        )
        for day in days_off(year) if day["date"] not in taken
    ]  # fmt: skip


@transaction.atomic
def import_year(year, *, by):
    """Add what `missing_days` found; return how many. Two at once add each day once."""
    added = 0
    with origin.acting(by):
        for day in missing_days(year):
            _row, is_new = NonWorkingDay.objects.get_or_create(
                date=day.date, defaults={"code": day.code, "name": day.name, "kind": day.kind, "source": day.source}
            )
            added += is_new
    return added


@transaction.atomic
def take_away(day, *, by):
    """Take a day out of the calendar: one that a person entered goes, one of the public calendar is switched off,
    since the next set-up would bring it back."""
    with origin.acting(by):
        if day.code is None:
            day.delete()
        elif day.is_active:
            day.is_active = False
            day.save(update_fields=["is_active"])
