"""Addresses about oneself, below /helpdesk/."""

from django.urls import path

from helpdesk.accounts import organisation_urls, people_urls
from helpdesk.accounts.views.absence import ComeBack, GoAway
from helpdesk.accounts.views.avatar import avatar
from helpdesk.accounts.views.profile import profile, send_confirmation_again
from helpdesk.common import converters  # noqa: F401  (registers `number` and `key`)

urlpatterns = [
    path("avatar/<number:pk>/<key:version>/", avatar, name="avatar"),
    path("profil/", profile, name="profile"),
    path("profil/kirim-ulang/", send_confirmation_again, name="send_confirmation_again"),
    path("profil/ketidakhadiran/", GoAway.as_view(), name="absence"),
    path("profil/kembali/", ComeBack.as_view(), name="come_back"),
    *people_urls.urlpatterns,
    *organisation_urls.urlpatterns,
]
