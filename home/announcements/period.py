"""The period of an announcement: how far it is, and in words. Time is an argument, `at=None` is now."""

from datetime import time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.common import dates

DAY = timedelta(days=1)


class State(models.TextChoices):
    """How far an announcement is."""

    DRAFT = "draft", gettext_lazy("Draft")
    PLANNED = "planned", gettext_lazy("Planned")
    RUNNING = "running", gettext_lazy("Running")
    OVER = "over", gettext_lazy("Over")


class Period:
    """Mixin of Announcement."""

    def state(self, at=None):
        at = at or timezone.now()
        if not self.live:
            return State.DRAFT
        if self.is_over(at):
            return State.OVER
        return State.RUNNING if self.starts_at <= at else State.PLANNED

    def is_over(self, at=None):
        return self.ended_at is not None or (self.ends_at is not None and self.ends_at <= (at or timezone.now()))

    @property
    def is_running(self):
        return self.state() == State.RUNNING

    @property
    def last_moment(self):
        """When it ended or will end; None while nobody knows."""
        if self.ended_at and self.ends_at:
            return min(self.ended_at, self.ends_at)
        return self.ended_at or self.ends_at

    def period_in_words(self, at=None):
        """“until today 15.00 WIB”, “since yesterday 08.00 WIB”, “tomorrow 22.00 WIB – 24.00 WIB”."""
        at, end = at or timezone.now(), self.last_moment
        if self.is_over(at) or self.starts_at > at:
            return _span(self.starts_at, end, at)
        if end:
            return _("until %(moment)s") % {"moment": _moment(end, at, is_end=True)}
        return _("since %(moment)s") % {"moment": _moment(self.starts_at, at)}

    period = property(period_in_words)


def _span(begin, end, at):
    if end is None:
        return _("from %(moment)s") % {"moment": _moment(begin, at)}
    if _day(begin) == _day(end, is_end=True):
        return f"{_moment(begin, at)} – {_clock(end, is_end=True)}"
    return f"{_moment(begin, at)} – {_moment(end, at, is_end=True)}"


def _moment(value, at, *, is_end=False):
    """A moment as one says it today: “today 15.00 WIB”, “3 Jul 2020, 15.00 WIB”."""
    away = (_day(value, is_end=is_end) - timezone.localdate(at)).days
    words = {"time": _clock(value, is_end=is_end), "date": dates.short_date(_day(value, is_end=is_end))}
    if away == 0:
        return _("today %(time)s") % words
    if away == 1:
        return _("tomorrow %(time)s") % words
    if away == -1:
        return _("yesterday %(time)s") % words
    return _("%(date)s, %(time)s") % words


def _is_midnight(value):
    return timezone.localtime(value).time() == time(0)


def _day(value, *, is_end=False):
    """The day of a moment. What ends at midnight ends on the day before: “until today 24.00”."""
    day = timezone.localdate(value)
    return day - DAY if is_end and _is_midnight(value) else day


def _clock(value, *, is_end=False):
    words = dates.clock(value)
    return "24" + words[2:] if is_end and _is_midnight(value) else words
