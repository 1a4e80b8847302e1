"""Addresses of video calls: the officer's screens (`urlpatterns`) and those below one ticket (`one_ticket`)."""

from django.urls import path

from helpdesk.calls.views import desk, hours, ticket

urlpatterns = [
    path("panggilan/", desk.CallList.as_view(), name="calls"),
    path("panggilan/jam/", hours.OwnHours.as_view(), name="call_hours"),
    path("panggilan/jam/petugas/", hours.OfficerList.as_view(), name="call_officers"),
    path("panggilan/jam/<number:pk>/", hours.HoursOf.as_view(), name="call_hours_of"),
]

one_ticket = [
    path("panggilan/", ticket.ChooseTime.as_view(), name="ticket_calls"),
    path("panggilan/waktu-lain/", ticket.AnotherTime.as_view(), name="ticket_call_propose"),
    path("panggilan/terima/", ticket.Accept.as_view(), name="ticket_call_accept"),
    path("panggilan/tautan/", ticket.MeetingLink.as_view(), name="ticket_call_link"),
    path("panggilan/batal/", ticket.CallOff.as_view(), name="ticket_call_cancel"),
    path("panggilan/whatsapp/", ticket.open_whatsapp, name="ticket_call_whatsapp"),
    path("panggilan.ics", ticket.calendar_entry, name="ticket_call_file"),
]
