"""What people looked for in vain: editors write an entry about it, or settle it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import ListingButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from faq.models import FAQEntry, Unfound
from helpdesk.common.cms import YesNoColumn


def write_url(words):
    """Where an entry begins with these words."""
    return f"{reverse(FAQEntry.snippet_viewset.get_url_name('add'))}?{urlencode({'question': words})}"


class OnlySettled(ModelPermissionPolicy):
    """Such words come from visitors alone: nobody adds or deletes them, not even a superuser."""

    def user_has_permission(self, user, action):
        return action in {"change", "view"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


register_permission_policy(Unfound, OnlySettled(Unfound))


class UnfoundIndexView(IndexView):
    FORMATS = ()  # SECURITY: cells would be written raw, and these words come from visitors (LESSONS 49)
    page_title = _("Asked for, not found")

    @cached_property
    def columns(self):
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_list_buttons(self, instance):
        write = ListingButton(_("Write an entry"), url=write_url(instance.words), icon_name="plus")
        return [write] if self.request.user.has_perm("faq.add_faqentry") else []


class UnfoundViewSet(SnippetViewSet):
    model = Unfound
    icon = "search"
    menu_label = _("Asked for, not found")
    menu_order = 200
    index_view_class = UnfoundIndexView
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        "words",
        Column("times", label=_("Times"), sort_key="times", width="10%"),
        DateColumn("last_at", label=_("Last time"), sort_key="last_at", width="15%"),
        YesNoColumn("is_settled", label=_("Settled"), sort_key="is_settled", width="10%"),
    ]
    list_filter = ["is_settled"]
    search_fields = ["words"]
    search_backend_name = None
    list_per_page = 50
    panels = [FieldPanel("words", read_only=True), FieldPanel("times", read_only=True), FieldPanel("is_settled")]

    def get_queryset(self, request):
        return Unfound.objects.order_by("is_settled", "-times", "-last_at", "-pk")
