"""The desk's addresses, a table of contents. The whole list is locked once, at the end (common/locked.py)."""

from django.urls import include, path

from helpdesk.accounts import urls as accounts
from helpdesk.attachments import urls as attachments
from helpdesk.audit import urls as audit
from helpdesk.calls import urls as calls
from helpdesk.catalogue import urls as catalogue
from helpdesk.common import converters  # noqa: F401  (registers `number` and `key`)
from helpdesk.common.locked import locked
from helpdesk.common.views.outbox import Outbox
from helpdesk.common.views.status import SystemStatus
from helpdesk.departments import urls as departments
from helpdesk.documents import urls as documents
from helpdesk.evaluations import urls as evaluations
from helpdesk.messages import urls as messages
from helpdesk.notifications import urls as notifications
from helpdesk.setting import urls as setting
from helpdesk.tickets import urls as tickets
from helpdesk.tickets.views.dashboard import Dashboard
from helpdesk.worktime import urls as worktime

app_name = "helpdesk"

one_ticket = [
    *tickets.one_ticket,
    *messages.urlpatterns,
    *documents.urlpatterns,
    *attachments.urlpatterns,
    *evaluations.urlpatterns,
    *calls.one_ticket,
]

urlpatterns = locked(
    [
        path("", Dashboard.as_view(), name="dashboard"),
        # First, since Django tries one after the other, a hundred of them, and most requests are for these.
        path("tiket/", include(tickets.urlpatterns)),
        path("tiket/<number:number>/", include(one_ticket)),
        *accounts.urlpatterns,
        *audit.urlpatterns,
        *calls.urlpatterns,
        *catalogue.urlpatterns,
        *departments.urlpatterns,
        *documents.of_desk,
        *notifications.urlpatterns,
        *setting.urlpatterns,
        *worktime.urlpatterns,
        path("status/", SystemStatus.as_view(), name="status"),
        path("surat-keluar/", Outbox.as_view(), name="outbox"),
    ]
)
