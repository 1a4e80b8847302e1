"""The calendar of this site as it is now, read from the tables."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from django.utils import timezone

from helpdesk.worktime import regulation
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, Season, WorkingHours
from helpdesk.worktime.working_time import WorkingTime


def working_time(zone: ZoneInfo | str | None = None) -> WorkingTime:
    """Return the working calendar, in the site's zone unless another is named. Three queries.

    Nothing is kept between calls, so that an edit counts at once in every process: who needs it often passes it on. A
    weekly pattern without any row follows Perpres 21/2023.
    """
    hours = defaultdict(lambda: defaultdict(list))
    for row in WorkingHours.objects.all():
        hours[row.season][row.weekday].append((row.opens_at, row.closes_at))
    return WorkingTime(
        normal=hours.get(Season.NORMAL, regulation.NORMAL),
        ramadan=hours.get(Season.RAMADAN, regulation.RAMADAN),
        holidays=NonWorkingDay.objects.active().values_list("date", flat=True),
        ramadan_periods=RamadanPeriod.objects.values_list("starts_on", "ends_on"),
        zone=zone or timezone.get_default_timezone(),
    )


def missing_joint_leave(year: int) -> bool:
    """True while no cuti bersama of this year is known: due dates that reach into the year may then be too early."""
    return not NonWorkingDay.objects.active().in_year(year).joint_leave().exists()


def missing_ramadan(year: int) -> bool:
    """True while no Ramadan that touches this year is entered; each calendar year has one, and a few have two."""
    return not RamadanPeriod.objects.filter(starts_on__year__lte=year, ends_on__year__gte=year).exists()
