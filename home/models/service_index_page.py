from itertools import groupby

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from helpdesk.common.site_page import SitePage
from home import services


def by_department(rows):
    return [(department, list(members)) for department, members in groupby(rows, key=lambda service: service.department)]


class ServiceIndexPage(RoutablePageMixin, SitePage):
    """`/layanan/` and, below it, a page for each service, made from the catalogue record itself."""

    intro = models.TextField(_("introduction"), max_length=300, blank=True)
    complaints = models.TextField(
        _("complaints"), max_length=600, blank=True, help_text=_("Shown on each service: where people complain.")
    )

    content_panels = [*SitePage.content_panels, FieldPanel("intro"), FieldPanel("complaints")]
    search_fields = [*SitePage.search_fields, index.SearchField("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/service_index_page.html"

    class Meta:
        verbose_name = _("services page")

    @path("")
    def all_services(self, request):
        """`q` looks for words, `untuk` narrows to the services for some people."""
        asked = request.GET.get("q", "").replace("\0", "").strip()[:200]
        audience = request.GET.get("untuk", "")
        audience = audience if audience in services.AUDIENCES else ""
        rows = services.meant_for(audience)
        found = {"found": services.search(asked, rows)} if asked else {"departments": by_department(rows)}
        return self.render(request, context_overrides={"query": asked, "audience": audience, **found})

    @path("<slug:code>/", name="service")
    def service(self, request, code):
        found = services.public().filter(code=code, free_title=False).first()
        if found is None:
            raise Http404
        return self.render(request, template="home/service_page.html", context_overrides={"service": found})

    def get_sitemap_urls(self, request=None):
        own = super().get_sitemap_urls(request)
        codes = [service.code for service in services.public() if not service.free_title]
        return own + [{"location": f"{self.get_full_url(request)}{code}/"} for code in codes]
