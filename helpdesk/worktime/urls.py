"""Addresses of the calendar, below /helpdesk/."""

from django.urls import path

from helpdesk.worktime.views import parts
from helpdesk.worktime.views.calendar import Calendar

urlpatterns = [
    path("kalender/", Calendar.as_view(), name="calendar"),
    path("kalender/jam/<slug:season>/", parts.Hours.as_view(), name="calendar_hours"),
    path("kalender/libur/baru/", parts.DayNew.as_view(), name="calendar_day_new"),
    path("kalender/libur/<number:pk>/", parts.DayEdit.as_view(), name="calendar_day"),
    path("kalender/libur/<number:pk>/hapus/", parts.DayRemove.as_view(), name="calendar_day_remove"),
    path("kalender/ramadan/baru/", parts.RamadanNew.as_view(), name="calendar_ramadan_new"),
    path("kalender/ramadan/<number:pk>/", parts.RamadanEdit.as_view(), name="calendar_ramadan"),
    path("kalender/ramadan/<number:pk>/hapus/", parts.RamadanRemove.as_view(), name="calendar_ramadan_remove"),
    path("kalender/impor/<number:year>/", parts.ImportYear.as_view(), name="calendar_import"),
]
