"""“Mark as reviewed”, and the report that lists every page with the day of its last review."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page

from home.editors import reviewing


class MarkAsReviewed(WagtailAdminTemplateMixin, TemplateView):
    """Asks first, so that a link may lead here; only the POST counts."""

    page_title = gettext_lazy("Mark as reviewed")
    header_icon = "glasses"
    breadcrumbs_items = []  # then the head says what the screen is about
    template_name = "home/cms/confirm_review.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not reviewing.may_review(self.page, request.user):
            raise Http404

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_next_url(self):
        return get_valid_next_url_from_request(self.request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"page": self.page, "next": self.get_next_url()}

    def post(self, request, *args, **kwargs):
        reviewing.mark(self.page, by=request.user)
        words = _("“%(page)s” counts as reviewed today.") % {"page": self.page.get_admin_display_title()}
        messages.success(request, words)
        return HttpResponseRedirect(self.get_next_url() or reverse("wagtailadmin_pages:edit", args=[self.page.pk]))


class Reviews(PageReportView):
    page_title = gettext_lazy("Review of pages")
    header_icon = "glasses"
    index_url_name = "home_reviews"
    index_results_url_name = "home_reviews_results"
    results_template_name = "home/cms/reviews_results.html"
    any_permission_required = ["change"]
    FORMATS = ()  # SECURITY: Wagtail would write titles raw into a sheet, formulas and all

    def get_queryset(self):
        self.queryset = reviewing.pages_of(self.request.user).select_related("content_type").order_by("read_at", "path")
        return super().get_queryset()

    @property
    def header_more_buttons(self):
        return []  # they would offer the sheets
