"""Below one ticket's address."""

from django.urls import path

from helpdesk.documents.views.remove import RemoveFile
from helpdesk.documents.views.upload import UploadFiles

urlpatterns = [
    path("berkas/", UploadFiles.as_view(), name="ticket_upload"),
    path("berkas/<key:key>/hapus/", RemoveFile.as_view(), name="attachment_remove"),
]
