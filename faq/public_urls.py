"""What visitors open of the FAQ besides its page, which Wagtail serves; mounted at /faq/ by the configuration."""

from django.urls import path

from faq.views.answer import answer
from faq.views.opinion import Judge
from helpdesk.common import converters  # noqa: F401  (registers `number`)

app_name = "faq_public"

urlpatterns = [
    path("<number:pk>/", answer, name="answer_by_number"),
    path("<number:pk>/nilai/", Judge.as_view(), name="judge"),
    path("<number:pk>-<slug:slug>/", answer, name="answer"),
]
