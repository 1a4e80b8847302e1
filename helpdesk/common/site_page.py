"""What every page of the site shares, whichever app it belongs to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from helpdesk.common.reading import ONLY_READ


class SitePage(Page):
    """A page that is only read, with a picture for those who pass it on, and the day on which somebody last read it over."""

    allowed_http_methods = ONLY_READ
    # Visitors without a session all get the same page, so it is kept for them (helpdesk.common.page_cache).
    is_for_every_visitor = True

    share_image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture for sharing"),
        help_text=_("Shown where people pass the address on. Without one it is drawn from the title and the logo."),
    )
    reviewed_at = models.DateTimeField(_("last reviewed"), null=True, editable=False)

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("share_image")],
            heading=_("For search engines and for sharing"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menus of the site")),
    ]

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """A page as one of its revisions says. The review is the page's, not the revision's: publishing keeps it."""
        revised = super().with_content_json(content)
        revised.reviewed_at = self.reviewed_at
        return revised
