from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from helpdesk.common.site_page import SitePage
from helpdesk.common.site_pages import label_of
from home import contents, pictures
from home.blocks import BODY
from home.video_links import FRAMES


class StandardPage(SitePage):
    """A page of text: about the application (row B17), the privacy policy and what else editors write."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    body = StreamField(BODY, verbose_name=_("content"), blank=True)
    version = models.CharField(
        _("version"), max_length=20, blank=True,
        help_text=_("For texts that people agree to, such as the privacy policy. Change it whenever the meaning changes."),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("version"), FieldPanel("valid_from")])], heading=_("Version")),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request, *args, **kwargs):
        pictures.fetch(self.body)
        parts, headings = contents.of(self.body)
        return super().get_context(request, *args, **kwargs) | {"parts": parts, "headings": headings, "trail": self.trail()}

    def trail(self):
        """The pages above this one, Beranda first; one query."""
        above = self.get_ancestors().filter(depth__gt=1, live=True)
        return [{"url": page.get_url(), "label": label_of(page.title)} for page in above]

    def serve(self, request, *args, **kwargs):
        answer = super().serve(request, *args, **kwargs)
        if any(block.block_type == "video" for block in self.body):
            # Kept on the answer until the policy is written, and with it in the cache of whole pages.
            answer._csp_update = FRAMES
        return answer
