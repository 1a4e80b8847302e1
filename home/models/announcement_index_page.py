from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin

from helpdesk.common.site_page import SitePage


class AnnouncementIndexPage(RoutablePageMixin, SitePage):
    """`/pengumuman/`: what is going on, what is over, each with an address of its own, and the feed."""

    intro = models.TextField(_("introduction"), max_length=300, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/announcement_index_page.html"

    class Meta:
        verbose_name = _("announcements page")
