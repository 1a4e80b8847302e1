"""Video calls for verification (row A9): when officers offer them, and which one a ticket has."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.calls.querysets import CallQuerySet
from helpdesk.worktime.models import Weekday


class CallPattern(models.Model):
    """Times in which an officer takes calls each week, local time. Only what lies in working hours is ever offered."""

    officer = models.ForeignKey("helpdesk.User", models.CASCADE, related_name="call_patterns", verbose_name=_("officer"))
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes for a call"), default=15, validators=[MinValueValidator(5), MaxValueValidator(120)]
    )
    capacity = models.PositiveSmallIntegerField(
        _("calls at the same time"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("hours for video calls")
        verbose_name_plural = _("hours for video calls")
        ordering = ["weekday", "begins", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="call_hours_end_after_their_beginning",
                violation_error_message=_("They cannot end before they begin."),
            ),
            models.UniqueConstraint(fields=["officer", "weekday", "begins"], name="call_hours_once"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.begins:%H.%M}–{self.ends:%H.%M}"


class CallException(models.Model):
    """One day on which an officer takes no calls, or takes them at other hours too."""

    officer = models.ForeignKey("helpdesk.User", models.CASCADE, related_name="call_exceptions", verbose_name=_("officer"))
    day = models.DateField(_("day"))
    is_open = models.BooleanField(_("additional hours"), default=False)
    begins = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes for a call"), default=15, validators=[MinValueValidator(5), MaxValueValidator(120)])
    capacity = models.PositiveSmallIntegerField(_("calls at the same time"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)])
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ["day", "begins", "pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(begins=None, ends=None, is_open=False) | Q(ends__gt=F("begins")),
                name="call_exception_has_its_hours",
                violation_error_message=_("Additional hours need a beginning and an end; a day off may leave both empty."),
            )
        ]

    def __str__(self):
        return f"{self.day} {'+' if self.is_open else '-'}"


class Call(models.Model):
    """One video call of a ticket: proposed, booked, moved by a new row, held, missed or called off."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        BOOKED = "booked", _("Booked")
        MOVED = "moved", _("Moved")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Held")
        MISSED = "missed", _("No answer")

    ticket = models.ForeignKey("helpdesk.Ticket", models.PROTECT, related_name="calls")
    officer = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="calls")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.BOOKED)
    proposed_by = models.ForeignKey("helpdesk.User", models.PROTECT, related_name="+")
    link = models.URLField(_("meeting link"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    # The calendar file's number: a change of the same call carries a higher one.
    sequence = models.PositiveSmallIntegerField(default=0)
    reminded_day_at = models.DateTimeField(null=True)
    reminded_hour_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("video call")
        verbose_name_plural = _("video calls")
        ordering = ["starts_at", "pk"]
        default_permissions = []
        indexes = [
            models.Index(fields=["officer", "starts_at"], name="call_of_officer", condition=Q(state="booked")),
            models.Index(fields=["starts_at"], name="call_coming", condition=Q(state="booked")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=Q(state__in=["proposed", "booked"]), name="one_coming_call_of_a_ticket"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="call_ends_after_its_beginning"),
            models.CheckConstraint(condition=~Q(state="booked") | Q(officer__isnull=False), name="booked_call_has_an_officer"),
        ]

    def __str__(self):
        return f"{self.ticket_id} {self.starts_at:%Y-%m-%d %H:%M} {self.state}"
