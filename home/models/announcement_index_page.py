from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from helpdesk.common import converters  # noqa: F401  (registers `number`)
from helpdesk.common.context import viewer_of
from helpdesk.common.paging import Order, keyset_page
from helpdesk.common.site_page import SitePage
from home.announcements.feed import AnnouncementFeed
from home.models.announcement import Announcement

NEWEST = Order("over", ("-starts_at", "-id"))
PAST = 10  # on one page
MOST = 50  # of what runs or is planned: an office with more has other worries


class AnnouncementIndexPage(RoutablePageMixin, SitePage):
    """`/pengumuman/`: what is going on, what is over, each with an address of its own, and the feed."""

    intro = models.TextField(_("introduction"), max_length=300, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("intro")]
    search_fields = [*SitePage.search_fields, index.SearchField("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/announcement_index_page.html"

    class Meta:
        verbose_name = _("announcements page")

    @path("")
    def everything(self, request):
        """What runs and what is planned, then what is over, by keyset; the later pages hold only that."""
        cursor, rows = request.GET.get("kursor", ""), Announcement.objects.with_facts(viewer_of(request))
        page = keyset_page(rows.over(), NEWEST, cursor, size=PAST)
        shown = {"past": page.rows, "newer_url": self._at(page.previous_cursor), "older_url": self._at(page.next_cursor)}
        if not cursor:
            shown |= {"running": rows.current().by_seriousness()[:MOST], "planned": rows.planned().order_by("starts_at", "pk")[:MOST]}
        return self.render(request, context_overrides={"is_first": not cursor, **shown})

    @path("rss/", name="feed")
    def feed(self, request):
        return AnnouncementFeed()(request)

    @path("<number:pk>/", name="announcement")
    def one(self, request, pk):
        found = get_object_or_404(Announcement.objects.published().with_facts(viewer_of(request)), pk=pk)
        return self.render(request, template="home/announcements/page.html", context_overrides={"announcement": found})

    def get_sitemap_urls(self, request=None):
        shown = Announcement.objects.published().values_list("pk", "updated_at")[:1000]
        address = self.get_full_url(request)
        return super().get_sitemap_urls(request) + [{"location": f"{address}{pk}/", "lastmod": at} for pk, at in shown]

    def _at(self, cursor):
        return f"{self.url}?kursor={cursor}" if cursor else ""
