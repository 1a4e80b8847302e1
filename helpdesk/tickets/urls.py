"""Below /helpdesk/tiket/ (`urlpatterns`) and below one ticket (`one_ticket`)."""

from django.urls import path

from helpdesk.tickets import desk_urls
from helpdesk.tickets.views.create import CreateTicket
from helpdesk.tickets.views.page import TicketPage

urlpatterns = [
    path("baru/", CreateTicket.as_view(), name="ticket_create"),
    *desk_urls.queue,
]

one_ticket = [
    path("", TicketPage.as_view(), name="ticket"),
    *desk_urls.verbs,
]
