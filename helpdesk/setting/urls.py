"""Addresses of the Setting screen, below /helpdesk/."""

from django.urls import path

from helpdesk.setting.views import Setting

urlpatterns = [
    path("setting/", Setting.as_view(), name="setting"),
    path("setting/footer/", Setting.as_view(tab="footer"), name="setting_footer"),
    path("setting/ticket/", Setting.as_view(tab="ticket"), name="setting_ticket"),
    path("setting/dokumen/", Setting.as_view(tab="documents"), name="setting_documents"),
]
