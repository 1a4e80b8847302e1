"""“Not useful”, and why: what readers said of the answers, newest first."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from faq.models import FAQEntry, Opinion
from helpdesk.common.paging import Order, keyset_page

NEWEST = Order("newest", ("-at", "-id"))
SIZE = 50


class NotUseful(WagtailAdminTemplateMixin, PermissionCheckedMixin, TemplateView):
    template_name = "faq/cms/not_useful.html"
    page_title = _("Answers that do not help")
    header_icon = "comment"
    _show_breadcrumbs = True
    permission_policy = ModelPermissionPolicy(FAQEntry)
    permission_required = "change"

    def get_breadcrumbs_items(self):
        faq = {"url": reverse(FAQEntry.snippet_viewset.get_url_name("list")), "label": _("FAQ")}
        return [*super().get_breadcrumbs_items(), faq, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        opinions = Opinion.objects.filter(is_useful=False).select_related("entry__department")
        page = keyset_page(opinions, NEWEST, self.request.GET.get("dari", ""), SIZE)
        return super().get_context_data(opinions=page, edit_url=FAQEntry.snippet_viewset.get_url_name("edit"), **kwargs)
