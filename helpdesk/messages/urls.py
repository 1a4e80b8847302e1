from django.urls import path

from helpdesk.messages.views import NoteView, ReplyView

urlpatterns = [
    path("balas/", ReplyView.as_view(), name="ticket_reply"),
    path("catatan/", NoteView.as_view(), name="ticket_note"),
]
