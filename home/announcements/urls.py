"""Announcements at the desk, below /helpdesk/pengumuman/; mounted by the configuration, behind the desk's lock."""

from django.urls import path

from helpdesk.common import converters  # noqa: F401  (registers `number`)
from helpdesk.common.locked import locked
from home.announcements.views.desk import AnnouncementList
from home.announcements.views.end import EndAtDesk
from home.announcements.views.too import AffectedToo

app_name = "announcements"

urlpatterns = locked(
    [
        path("", AnnouncementList.as_view(), name="list"),
        path("<number:pk>/saya-juga/", AffectedToo.as_view(), name="affected"),
        path("<number:pk>/akhiri/", EndAtDesk.as_view(), name="end"),
    ]
)
