"""Below /helpdesk/tiket/ (`urlpatterns`) and below one ticket (`one_ticket`)."""

from django.urls import path

from helpdesk.tickets.views import correction, desk, moves, watching
from helpdesk.tickets.views.create import CreateTicket
from helpdesk.tickets.views.for_whom import AddClient
from helpdesk.tickets.views.lists import TicketList
from helpdesk.tickets.views.page import TicketPage
from helpdesk.tickets.views.pin import RenewPin
from helpdesk.tickets.views.privacy import SetPrivate

urlpatterns = [
    path("baru/", CreateTicket.as_view(), name="ticket_create"),
    path("baru/klien/", AddClient.as_view(), name="ticket_create_client"),
    path("", TicketList.as_view(), name="ticket_list"),
]

one_ticket = [
    path("", TicketPage.as_view(), name="ticket"),
    path("ambil/", desk.Take.as_view(), name="ticket_take"),
    path("tugaskan/", desk.Assign.as_view(), name="ticket_assign"),
    path("pindahkan/", desk.Transfer.as_view(), name="ticket_transfer"),
    path("ubah/", correction.Edit.as_view(), name="ticket_edit"),
    path("perubahan/<number:event>/", correction.Correction.as_view(), name="ticket_correction"),
    path("pengamat/", watching.AddWatcher.as_view(), name="ticket_watch"),
    path("pengamat/lepas/", watching.RemoveWatcher.as_view(), name="ticket_unwatch"),
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
    path("pin/", RenewPin.as_view(), name="ticket_pin"),
    path("privat/", SetPrivate.as_view(), name="ticket_private"),
]
