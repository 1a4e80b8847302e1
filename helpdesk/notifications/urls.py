"""Addresses of notifications, below /helpdesk/."""

urlpatterns = []
