"""Below one ticket's address."""

from django.urls import path

from helpdesk.documents.views import check, holding, kept
from helpdesk.documents.views.answers import CorrectAnswers
from helpdesk.documents.views.check_queue import CheckQueue, NextToCheck
from helpdesk.documents.views.deletions import DeletionList
from helpdesk.documents.views.photos import PhotoPicture, Photos
from helpdesk.documents.views.receipt import Receipt
from helpdesk.documents.views.remove import RemoveFile
from helpdesk.documents.views.resumable import BeginUpload, GiveUp, OneUpload
from helpdesk.documents.views.upload import UploadFiles

urlpatterns = [
    path("berkas/", UploadFiles.as_view(), name="ticket_upload"),
    path("berkas/foto/", Photos.as_view(), name="ticket_photos"),
    path("berkas/foto/<str:place>/<str:page>/", PhotoPicture.as_view(), name="ticket_photo"),
    path("unggah/", BeginUpload.as_view(), name="tus_uploads"),
    path("unggah/<key:key>/", OneUpload.as_view(), name="tus_upload"),
    path("unggah/<key:key>/lepas/", GiveUp.as_view(), name="tus_give_up"),
    path("berkas/<key:key>/hapus/", RemoveFile.as_view(), name="attachment_remove"),
    path("jawaban/", CorrectAnswers.as_view(), name="ticket_answers"),
    path("tanda-terima.pdf", Receipt.as_view(), name="ticket_receipt"),
    path("simpan/<number:slot>/", kept.KeepDocument.as_view(), name="document_keep"),
    path("pakai/<number:slot>/<number:kept>/", kept.UseKept.as_view(), name="document_use_kept"),
    path("tahan/", holding.Hold.as_view(), name="ticket_hold"),
    path("lepaskan/", holding.Release.as_view(), name="ticket_release"),
    path("periksa/", check.CheckDocuments.as_view(), name="ticket_check"),
    path("periksa/kirim/", check.SendResult.as_view(), name="ticket_result"),
    path("periksa/<number:slot>/keperluan/", check.ChangeNecessity.as_view(), name="ticket_necessity"),
]

# Below /helpdesk/.
of_desk = [
    path("periksa-berkas/", CheckQueue.as_view(), name="check_queue"),
    path("periksa-berkas/berikut/", NextToCheck.as_view(), name="check_next"),
    path("penghapusan/", DeletionList.as_view(), name="deletions"),
    path("organisasi-saya/dokumen/<number:kept>/", kept.Withdraw.as_view(), name="own_kept_withdraw"),
    path("organisasi/<number:pk>/dokumen/<number:kept>/", kept.WithdrawForThem.as_view(), name="organisation_kept_withdraw"),
]
