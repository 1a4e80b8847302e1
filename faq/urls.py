"""The FAQ at the desk, below /helpdesk/faq/ (row B13); mounted by the configuration, behind the desk's lock."""

from django.urls import path

from faq.views import by_audience
from faq.views.client import FAQReading, OwnQuestion
from faq.views.desk import FAQEntryPage, FAQList, TakeDown
from faq.views.new import NewQuestion
from faq.views.proposals import opened, proposals
from helpdesk.common import converters  # noqa: F401  (registers `number`)
from helpdesk.common.locked import locked

app_name = "faq_desk"

urlpatterns = locked(
    [
        path("", by_audience(desk=FAQList.as_view(), client=FAQReading.as_view()), name="list"),
        path("baru/", NewQuestion.as_view(), name="new"),
        path("usul/", proposals, name="proposals"),
        path("<number:pk>/", by_audience(desk=FAQEntryPage.as_view(), client=OwnQuestion.as_view()), name="entry"),
        path("<number:pk>/tarik/", TakeDown.as_view(), name="take_down"),
        path("<number:pk>/dibuka/", opened, name="opened"),
    ]
)
