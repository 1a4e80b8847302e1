"""Addresses of the calendar, below /helpdesk/."""

urlpatterns = []
