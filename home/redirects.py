"""Old addresses of pages lead to where the page is now."""

from wagtail.contrib.redirects.middleware import RedirectMiddleware

# SECURITY: what does not exist for a person at the desk, in the CMS or among the accounts stays a 404 for them. An editor
# who keeps redirects must not be able to answer there.
NEVER = ("/helpdesk/", "/akun/", "/cms/", "/api/", "/media/", "/static/", "/dokumen/", "/captcha/", "/bahasa/", "/_util/")


class SiteRedirects(RedirectMiddleware):
    """Wagtail's, for the pages of the site alone, and for reading only."""

    def process_response(self, request, response):
        if request.method not in {"GET", "HEAD"} or request.path_info.startswith(NEVER):
            return response
        return super().process_response(request, response)
