"""Addresses of services and their documents, below /helpdesk/."""

urlpatterns = []
