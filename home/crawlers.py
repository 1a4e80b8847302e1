"""`/robots.txt` and `/sitemap.xml`: what search engines may read. The sitemap names public, published pages only."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as draw_sitemap
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap

from helpdesk.common.page_cache import for_every_visitor

# The longest rule wins, whichever stands first: of the accounts only the two doors may be found.
RULES = """User-agent: *
Disallow: /helpdesk/
Disallow: /cms/
Disallow: /akun/
Allow: /akun/login/$
Allow: /akun/signup/$
Disallow: /cari/
Disallow: /bahasa/
"""


class PublicPages(Sitemap):
    """Wagtail's own list: live pages below the site's root, none with a restriction, each with what it serves below it."""

    def _urls(self, page, protocol, domain):
        urls = super()._urls(page, protocol, domain)
        for url in urls:
            # From the settings, never from the Host header.
            url["location"] = settings.BASE_URL + urlsplit(url["location"]).path
        return urls


@require_safe
@for_every_visitor
def sitemap(request):
    answer = draw_sitemap(request, {"pages": PublicPages(request)}).render()
    # The newest page tells nothing about one that was taken away.
    del answer["Last-Modified"]
    return answer


@require_safe
@for_every_visitor
def robots(request):
    return HttpResponse(f"{RULES}\nSitemap: {settings.BASE_URL}/sitemap.xml\n", content_type="text/plain; charset=utf-8")
