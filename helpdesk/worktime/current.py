"""The calendar of this site as it is now, read from the tables."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from django.db.models import CharField, DateField, TimeField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from helpdesk.common.planned import Planned
from helpdesk.worktime import regulation
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, Season, WorkingHours
from helpdesk.worktime.working_time import WorkingTime


def working_time(zone: ZoneInfo | str | None = None) -> WorkingTime:
    """Return the working calendar, in the site's zone unless another is named. One query.

    Nothing is kept between calls, so that an edit counts at once in every process: who needs it often passes it on. A
    weekly pattern without any row follows Perpres 21/2023.
    """
    hours, holidays, ramadan_periods = defaultdict(lambda: defaultdict(list)), [], []
    for what, weekday, opens_at, closes_at, first, last in _calendar.rows():
        if what == DAY_OFF:
            holidays.append(first)
        elif what == PERIOD:
            ramadan_periods.append((first, last))
        else:
            hours[what][weekday].append((opens_at, closes_at))
    return WorkingTime(
        normal=hours.get(Season.NORMAL, regulation.NORMAL),
        ramadan=hours.get(Season.RAMADAN, regulation.RAMADAN),
        holidays=holidays,
        ramadan_periods=ramadan_periods,
        zone=zone or timezone.get_default_timezone(),
    )


DAY_OFF, PERIOD = "day off", "period"  # beside the seasons: what a row of the calendar is about


def _as_rows():
    """The three tables as rows of one shape: what, weekday, opens, closes, first day, last day."""
    no_day, no_time = Cast(Value(None), DateField()), Cast(Value(None), TimeField())
    pattern = WorkingHours.objects.order_by().values_list("season", "weekday", "opens_at", "closes_at", no_day, no_day)
    days = NonWorkingDay.objects.active().order_by().values_list(_word(DAY_OFF), Value(0), no_time, no_time, "date", "date")
    periods = RamadanPeriod.objects.order_by().values_list(_word(PERIOD), Value(0), no_time, no_time, "starts_on", "ends_on")
    return pattern.union(days, periods, all=True)


def _word(text):
    return Value(text, output_field=CharField())


_calendar = Planned(_as_rows)


def missing_joint_leave(year: int) -> bool:
    """True while no cuti bersama of this year is known: due dates that reach into the year may then be too early."""
    return not NonWorkingDay.objects.active().in_year(year).joint_leave().exists()


def missing_ramadan(year: int) -> bool:
    """True while no Ramadan that touches this year is entered; each calendar year has one, and a few have two."""
    return not RamadanPeriod.objects.filter(starts_on__year__lte=year, ends_on__year__gte=year).exists()
