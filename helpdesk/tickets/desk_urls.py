"""The list (`queue`), and the desk's verbs below one ticket (`verbs`)."""

from django.urls import path

from helpdesk.documents.views import check
from helpdesk.tickets.views import desk, moves
from helpdesk.tickets.views.lists import TicketList

queue = [path("", TicketList.as_view(), name="ticket_list")]

verbs = [
    path("ambil/", desk.Take.as_view(), name="ticket_take"),
    path("tugaskan/", desk.Assign.as_view(), name="ticket_assign"),
    path("pindahkan/", desk.Transfer.as_view(), name="ticket_transfer"),
    path("status/", desk.UpdateStatus.as_view(), name="ticket_status"),
    path("tunggu/", moves.WaitForClient.as_view(), name="ticket_wait"),
    path("lanjutkan/", moves.Resume.as_view(), name="ticket_resume"),
    path("eskalasi/", moves.Escalate.as_view(), name="ticket_escalate"),
    path("kembali/", moves.ComeBack.as_view(), name="ticket_come_back"),
    path("panggilan-video/", moves.RecordCall.as_view(), name="ticket_call"),
    path("tutup/", moves.Close.as_view(), name="ticket_close"),
    path("tolak/", moves.Reject.as_view(), name="ticket_reject"),
    path("batal/", moves.Cancel.as_view(), name="ticket_cancel"),
    path("buka-kembali/", moves.Reopen.as_view(), name="ticket_reopen"),
    path("periksa/", check.CheckDocuments.as_view(), name="ticket_check"),
    path("periksa/kirim/", check.SendResult.as_view(), name="ticket_result"),
    path("periksa/<number:slot>/keperluan/", check.ChangeNecessity.as_view(), name="ticket_necessity"),
]
