"""The working calendar as people edit it: hours, days off, Ramadan.

What the numbers mean in law: the hours are those of Perpres 21/2023 article 4 (a region's head may set others, article 7);
the days off come each year from the joint decree of three ministers (SKB 3 Menteri). All clock times are local time of the
site; the pure arithmetic lives in `working_time.WorkingTime`.
"""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Season(models.TextChoices):
    """Which of the two weekly patterns a row belongs to."""

    NORMAL = "normal", _("Normal weeks")
    RAMADAN = "ramadan", _("Ramadan")


class Weekday(models.IntegerChoices):
    """Days numbered as `datetime.date.weekday()` numbers them: Monday is 0."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class WorkingHoursQuerySet(models.QuerySet):
    def in_season(self, season):
        """The rows of one weekly pattern."""
        return self.filter(season=season)


class WorkingHours(models.Model):
    """One stretch of service on one weekday; a lunch break is the gap between two stretches."""

    season = models.CharField(_("season"), max_length=10, choices=Season, default=Season.NORMAL)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens_at = models.TimeField(_("opens at"), help_text=_("Local time, for example 07.30."))
    closes_at = models.TimeField(
        _("closes at"), help_text=_("Local time. For a lunch break make two records: before it and after it.")
    )

    objects = WorkingHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")
        ordering = ["season", "weekday", "opens_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "weekday", "opens_at"],
                name="workinghours_unique_opening",
                violation_error_message=_("This day already has working hours that begin at this time."),
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="workinghours_opens_before_it_closes",
                violation_error_message=_("The closing time must be later than the opening time."),
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="workinghours_weekday_exists"),
            models.CheckConstraint(condition=Q(season__in=Season.values), name="workinghours_season_exists"),
        ]

    def __str__(self):
        return f"{self.get_season_display()}, {self.get_weekday_display()} {self.opens_at:%H.%M}–{self.closes_at:%H.%M}"


class NonWorkingDayQuerySet(models.QuerySet):
    def active(self):
        """The days that count as days off."""
        return self.filter(is_active=True)

    def in_year(self, year):
        return self.filter(date__year=year)

    def joint_leave(self):
        """Only cuti bersama, the days the joint decree adds around the national holidays."""
        return self.filter(kind=NonWorkingDay.Kind.JOINT_LEAVE)

    def unconfirmed(self):
        """Days calculated in advance that nobody has compared with the joint decree yet."""
        return self.filter(source=NonWorkingDay.Source.ESTIMATE)


class NonWorkingDay(models.Model):
    """A day on which the desk does not work although it is no weekend."""

    class Kind(models.TextChoices):
        NATIONAL = "libur_nasional", _("National holiday")
        JOINT_LEAVE = "cuti_bersama", _("Joint leave")
        LOCAL = "local", _("Local holiday")

    class Source(models.TextChoices):
        CALENDAR = "package", _("Public holiday calendar")
        ESTIMATE = "confirm", _("Calculated in advance, check with the joint decree")
        MANUAL = "manual", _("Entered here")

    date = models.DateField(
        _("date"), unique=True, error_messages={"unique": _("This date is already a non-working day.")}
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.LOCAL)
    source = models.CharField(
        _("source"),
        max_length=10,
        choices=Source,
        default=Source.MANUAL,
        help_text=_("Choose “Public holiday calendar” once you have compared the day with the joint decree of the year."),
    )
    is_active = models.BooleanField(
        _("counts as a day off"),
        default=True,
        help_text=_("Switch a day off here instead of deleting it: a deleted day comes back with the next set-up."),
    )
    # The date under which the shipped data knows this day: it lets a person move the day without getting it back.
    code = models.CharField(max_length=20, unique=True, null=True, blank=True, editable=False)

    objects = NonWorkingDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("non-working day")
        verbose_name_plural = _("non-working days")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["libur_nasional", "cuti_bersama", "local"]), name="nonworkingday_kind_exists"
            )
        ]

    def __str__(self):
        return f"{date_format(self.date, 'j M Y')} – {self.name}"


class RamadanPeriodQuerySet(models.QuerySet):
    def covering(self, date: datetime.date):
        """The periods that contain this date (both ends belong to a period)."""
        return self.filter(starts_on__lte=date, ends_on__gte=date)


class RamadanPeriod(models.Model):
    """The days of one Ramadan, in which the shorter hours hold. Entered by people: the government announces them late."""

    starts_on = models.DateField(_("first day"), unique=True)
    ends_on = models.DateField(_("last day"), help_text=_("The last day of fasting; this day still has Ramadan hours."))
    note = models.CharField(_("note"), max_length=200, blank=True)
    code = models.CharField(max_length=20, unique=True, null=True, blank=True, editable=False)

    objects = RamadanPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ramadan period")
        verbose_name_plural = _("Ramadan periods")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="ramadanperiod_starts_before_it_ends",
                violation_error_message=_("The last day must not be before the first day."),
            )
        ]

    def __str__(self):
        return f"{date_format(self.starts_on, 'j M Y')} – {date_format(self.ends_on, 'j M Y')}"
