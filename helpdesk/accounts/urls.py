"""Addresses about oneself, below /helpdesk/."""

from django.urls import path

from helpdesk.accounts.views.profile import profile, send_confirmation_again

urlpatterns = [
    path("profil/", profile, name="profile"),
    path("profil/kirim-ulang/", send_confirmation_again, name="send_confirmation_again"),
]
