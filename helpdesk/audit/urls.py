"""Addresses of the audit, below /helpdesk/."""

urlpatterns = []
