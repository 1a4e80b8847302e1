"""Announcements in the CMS: for editors (table C)."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from helpdesk.common import converters  # noqa: F401  (registers `number`)
from home.announcements.permissions import AnnouncementPermissions
from home.announcements.views.end import EndInCMS
from home.models import Announcement


class StateColumn(Column):
    """How far it is: planned, running, over."""

    def get_value(self, instance):
        return instance.state().label


class AnnouncementIndexView(IndexView):
    # SECURITY: Wagtail exports every list by ?export=csv and writes the cells raw, formulas and all (LESSONS 49).
    FORMATS = ()

    def get_base_queryset(self):
        return super().get_base_queryset().with_facts()


class AnnouncementEditView(EditView):
    @cached_property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if may_be_ended(self.object, self.request.user):
            buttons.append(HeaderButton(pgettext("announcement", "End"), url=end_url(self.object), icon_name="success"))
        return buttons


class AnnouncementViewSet(SnippetViewSet):
    model = Announcement
    icon = "warning"
    menu_label = _("Announcements")
    menu_name = "announcements"
    menu_order = 240
    add_to_admin_menu = True
    copy_view_enabled = False  # the copy of one that has ended would be born ended
    index_view_class = AnnouncementIndexView
    edit_view_class = AnnouncementEditView
    list_display = [
        "title",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        StateColumn("state", label=_("State")),
        Column("period", label=_("Period"), sort_key="starts_at"),
        Column("affected_count", label=_("Have it too")),
        LiveStatusTagColumn(label=_("Status")),
    ]
    list_filter = ["kind", "live"]
    search_fields = ["title", "title_en", "text"]
    search_backend_name = None  # few rows: the database finds by itself
    list_per_page = 50

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("end/<number:pk>/", EndInCMS.as_view(), name="end")]


def may_be_ended(announcement, user):
    return announcement.is_running and AnnouncementPermissions(user).can_end


def end_url(announcement):
    return reverse(Announcement.snippet_viewset.get_url_name("end"), args=[announcement.pk])
