"""Contact messages at the desk, below /helpdesk/pesan/; mounted by the configuration, behind the desk's lock."""

from django.urls import path

from contact.views.desk import Answer, Mark, MessageList, MessagePage, SendAgain
from contact.views.ticket import IntoTicket
from helpdesk.common import converters  # noqa: F401  (registers `number`)
from helpdesk.common.locked import locked

app_name = "contact_desk"

urlpatterns = locked(
    [
        path("", MessageList.as_view(), name="list"),
        path("<number:pk>/", MessagePage.as_view(), name="message"),
        path("<number:pk>/jawab/", Answer.as_view(), name="answer"),
        path("<number:pk>/jawab/<number:reply>/kirim-ulang/", SendAgain.as_view(), name="send_again"),
        path("<number:pk>/tandai/", Mark.as_view(), name="mark"),
        path("<number:pk>/tiket/", IntoTicket.as_view(), name="into_ticket"),
    ]
)
