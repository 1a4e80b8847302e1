"""Below one ticket's address."""

from django.urls import path

from helpdesk.documents.views import check
from helpdesk.documents.views.remove import RemoveFile
from helpdesk.documents.views.resumable import BeginUpload, GiveUp, OneUpload
from helpdesk.documents.views.upload import UploadFiles

urlpatterns = [
    path("berkas/", UploadFiles.as_view(), name="ticket_upload"),
    path("unggah/", BeginUpload.as_view(), name="tus_uploads"),
    path("unggah/<key:key>/", OneUpload.as_view(), name="tus_upload"),
    path("unggah/<key:key>/lepas/", GiveUp.as_view(), name="tus_give_up"),
    path("berkas/<key:key>/hapus/", RemoveFile.as_view(), name="attachment_remove"),
    path("periksa/", check.CheckDocuments.as_view(), name="ticket_check"),
    path("periksa/kirim/", check.SendResult.as_view(), name="ticket_result"),
    path("periksa/<number:slot>/keperluan/", check.ChangeNecessity.as_view(), name="ticket_necessity"),
]
