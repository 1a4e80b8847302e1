"""Addresses of the audit, below /helpdesk/."""

from django.urls import path

from helpdesk.audit.views.export import AuditExport
from helpdesk.audit.views.lists import AuditList

urlpatterns = [
    path("audit/", AuditList.as_view(), name="audit"),
    path("audit/unduh/", AuditExport.as_view(), name="audit_export"),
]
