"""What every answer passes through. Order and reasons stand in the settings."""

import sys

from csp.constants import HEADER, SELF, UNSAFE_INLINE
from csp.middleware import CheckableLazyObject, CSPMiddleware
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.dispatch import receiver
from django.http import HttpResponse
from django.template import TemplateDoesNotExist, loader
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from helpdesk.common.away import is_away
from helpdesk.common.stand_in import in_place_of

RETRY_AFTER = 30  # seconds
# SQLSTATE classes: connection, resources, operator intervention. A connection that failed has no code at all.
GONE = ("08", "53", "57")


def is_database_gone(error: BaseException | None) -> bool:
    """True for an error that says "no database" (or no cache, no store of files), not for one that says "wrong query"."""
    while error is not None:
        if isinstance(error, InterfaceError) or is_away(error):
            return True
        if isinstance(error, OperationalError):
            code = getattr(error.__cause__, "pgcode", None)
            return code is None or code.startswith(GONE)
        error = error.__cause__ or error.__context__
    return False


@receiver(got_request_exception, dispatch_uid="helpdesk.common.middleware")
def remember_that_the_database_is_gone(sender, request=None, **kwargs):
    # Django turns an exception into its 500 page at each layer, so that the outermost never sees it.
    if request is not None and is_database_gone(sys.exc_info()[1]):
        request.database_is_gone = True


class DatabaseGone:
    """Outermost. No database for a moment: a page that reads none, status 503, instead of a trace."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        return self.page(answer) if getattr(request, "database_is_gone", False) else answer

    def page(self, answer):
        try:
            body, kind = loader.get_template("503.html").render({}), "text/html; charset=utf-8"
        except TemplateDoesNotExist:
            body, kind = _("The service is busy. Please try again in a moment."), "text/plain; charset=utf-8"
        return in_place_of(answer, HttpResponse(body, status=503, content_type=kind), retry_after=RETRY_AFTER)


class SecurityHeaders:
    """The two headers for which neither Django nor a package of ours has a setting."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        answer.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        answer.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return answer


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy, and below /cms/ the one written exception: Wagtail's inline scripts and styles.

    There no nonce and no hash may stand, they would switch 'unsafe-inline' off. What an answer that asks for nothing of its own
    gets is put together once: the package copies and joins it twice for each.
    """

    CMS = {
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
    }

    usual = None, ""  # the setting, and the header that it makes

    def process_response(self, request, response):
        if not self._is_usual(request, response):
            return super().process_response(request, response)
        setting, header = self.usual
        if setting is not settings.CONTENT_SECURITY_POLICY:
            response = super().process_response(request, response)
            if HEADER in response:  # a policy without any rule has none
                self.usual = settings.CONTENT_SECURITY_POLICY, response[HEADER]
            return response
        response[HEADER] = header
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # as the package: too late for one
        return response

    def _is_usual(self, request, response):
        own = request.path_info.startswith("/cms/") or hasattr(request, "_csp_nonce") or HEADER in response or settings.DEBUG
        rules = set(settings.CONTENT_SECURITY_POLICY) != {"DIRECTIVES"} or hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY")
        return not own and not rules and not any(name.startswith("_csp") for name in vars(response))

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/cms/") and not report_only:
            parts.replace = {**(parts.replace or {}), **self.CMS}
            parts.nonce = None
        return parts


class NoStore:
    """What a person with a session gets is nobody else's, and stays in no cache.

    A view may mark its answer `stays_with_the_browser`: a picture that is shown on every page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        is_personal = cookie in request.COOKIES or cookie in answer.cookies
        may_stay = getattr(answer, "stays_with_the_browser", False)
        if is_personal and not may_stay and not request.path_info.startswith(settings.MEDIA_URL):
            if "Cache-Control" in answer:
                del answer["Cache-Control"]
            patch_cache_control(answer, private=True, no_store=True)
        return answer
