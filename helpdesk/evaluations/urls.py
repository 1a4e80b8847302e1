"""Below one ticket's address."""

from django.urls import path

from helpdesk.evaluations.views import Evaluate

urlpatterns = [path("evaluasi/", Evaluate.as_view(), name="ticket_evaluate")]
