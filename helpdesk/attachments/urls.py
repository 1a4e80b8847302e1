"""Below one ticket's address."""

from django.urls import path

from helpdesk.attachments import archive, page_view, views
from helpdesk.common import converters  # noqa: F401  (registers `key`)

urlpatterns = [
    path("berkas.zip", archive.download_all, name="ticket_archive"),
    path("berkas/<key:key>/halaman/<number:page>.jpg", page_view.page, name="attachment_page"),
    path("berkas/<key:key>/", views.download, name="attachment"),
]
