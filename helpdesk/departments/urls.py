"""Addresses of departments, the calendar and the settings, below /helpdesk/."""

urlpatterns = []
