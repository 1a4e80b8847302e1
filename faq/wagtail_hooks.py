"""The FAQ in the CMS menu."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from faq.cms.entries import FAQEntryViewSet
from faq.cms.opinions import NotUseful
from faq.cms.unfound import UnfoundViewSet


class NotUsefulItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("faq.change_faqentry")


class FAQGroup(SnippetViewSetGroup):
    items = (FAQEntryViewSet, UnfoundViewSet)
    menu_label = _("FAQ")
    menu_icon = "help"
    menu_order = 250

    def get_submenu_items(self):
        listed = NotUsefulItem(NotUseful.page_title, reverse("faq_not_useful"), icon_name="comment", order=300)
        return [*super().get_submenu_items(), listed]


register_snippet(FAQGroup)


@hooks.register("register_admin_urls")
def urls():
    return [path("faq/not-useful/", NotUseful.as_view(), name="faq_not_useful")]
