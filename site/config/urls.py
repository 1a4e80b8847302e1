"""Every address of the site. What is public is spelled out; `helpdesk.urls` locks itself."""

from allauth.urls import urlpatterns as account_urls
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from helpdesk.common import health, interface_language
from helpdesk.common.captcha.views import Challenge
from helpdesk.common.media import public_media
from helpdesk.setting.look import views as look
from helpdesk.tickets.views.public_status import PublicStatus
from home import crawlers
from home.search.views import search as site_search

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("favicon.ico", look.favicon, name="favicon"),
    path("ikon/<slug:version>/<str:name>", look.site_icon, name="site_icon"),
    path("sampul/<str:ticket>.png", look.share_picture, name="share_picture"),
    path("site.webmanifest", look.manifest, name="site_manifest"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("bahasa/<slug:code>/", interface_language.set_language, name="set_language"),
    path("media/<path:name>", public_media, name="public_media"),
    path("captcha/", Challenge.as_view(), name="captcha_challenge"),
    path("akun/", include("helpdesk.accounts.akun_urls")),
    path("akun/", include(account_urls)),
    path("faq/", include("faq.public_urls")),
    path("helpdesk/faq/", include("faq.urls")),
    path("helpdesk/pesan/", include("contact.urls")),
    path("helpdesk/pengumuman/", include("home.announcements.urls")),
    path("helpdesk/", include("helpdesk.urls")),
    # Wagtail's own password doors know no second factor and no throttle: one door only.
    re_path(r"^(?:cms|_util)/login/$", to_login),
    path("status/", PublicStatus.as_view(), name="public_status"),
    path("cari/", site_search, name="site_search"),
    path("cms/", include(wagtailadmin_urls)),
    path("dokumen/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
