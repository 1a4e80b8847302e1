"""The calendar in the CMS: for Super Admins and Admins, by the permissions of their group (MANUALS, table C)."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from helpdesk.common.cms import DeskViewSet
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, WorkingHours


class NonWorkingDayViewSet(DeskViewSet):
    model = NonWorkingDay
    icon = "calendar-alt"
    list_display = ["date", "name", "kind", "source", "is_active"]
    list_filter = ["kind", "source", "is_active"]
    search_fields = ["name"]
    ordering = ["-date"]
    list_export = ["date", "name", "kind", "source", "is_active"]
    panels = [FieldPanel("date"), FieldPanel("name"), FieldPanel("kind"), FieldPanel("source"), FieldPanel("is_active")]


class WorkingHoursViewSet(DeskViewSet):
    model = WorkingHours
    icon = "time"
    list_display = ["weekday", "season", "opens_at", "closes_at"]
    list_filter = ["season", "weekday"]
    search_fields = None
    panels = [
        FieldPanel("season"),
        FieldPanel("weekday"),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
    ]


class RamadanPeriodViewSet(DeskViewSet):
    model = RamadanPeriod
    icon = "calendar"
    list_display = ["starts_on", "ends_on", "note"]
    search_fields = ["note"]
    ordering = ["-starts_on"]
    panels = [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]), FieldPanel("note")]


class CalendarViewSetGroup(ModelViewSetGroup):
    menu_label = _("Calendar")
    menu_icon = "calendar"
    menu_order = 320
    items = (NonWorkingDayViewSet, WorkingHoursViewSet, RamadanPeriodViewSet)


viewset_group = CalendarViewSetGroup()
