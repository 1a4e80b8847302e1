"""Addresses of departments, below /helpdesk/."""

urlpatterns = []
