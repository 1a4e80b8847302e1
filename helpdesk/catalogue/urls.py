"""Addresses of services and their documents, below /helpdesk/."""

from django.urls import path

from helpdesk.catalogue.views import reasons
from helpdesk.catalogue.views import services as views

urlpatterns = [
    path("layanan/", views.ServiceList.as_view(), name="service_list"),
    path("layanan/baru/", views.ServiceNew.as_view(), name="service_new"),
    path("layanan/<number:pk>/", views.ServiceEdit.as_view(), name="service_edit"),
    path("layanan/<number:pk>/nonaktif/", views.ServiceDeactivate.as_view(), name="service_deactivate"),
    path("layanan/<number:pk>/aktif/", views.ServiceReactivate.as_view(), name="service_reactivate"),
    path("layanan/alasan/", reasons.ReasonList.as_view(), name="reason_list"),
    path("layanan/alasan/baru/", reasons.ReasonNew.as_view(), name="reason_new"),
    path("layanan/alasan/<number:pk>/", reasons.ReasonEdit.as_view(), name="reason_edit"),
]
