"""Addresses of notifications, below /helpdesk/."""

from django.urls import path

from helpdesk.common import converters  # noqa: F401  (registers `number`)
from helpdesk.notifications.views.choices import Choices
from helpdesk.notifications.views.deliveries import Deliveries
from helpdesk.notifications.views.inbox import Inbox, Open, ReadAll, ReadTicket

urlpatterns = [
    path("notifikasi/", Inbox.as_view(), name="notifications"),
    path("notifikasi/<number:pk>/", Open.as_view(), name="notification_open"),
    path("notifikasi/dibaca/", ReadAll.as_view(), name="notifications_read"),
    path("notifikasi/tiket/<number:number>/", ReadTicket.as_view(), name="notifications_of_ticket"),
    path("notifikasi/pilihan/", Choices.as_view(), name="notification_choices"),
    path("notifikasi/pengiriman/", Deliveries.as_view(), name="deliveries"),
]
