"""Which request may get a kept page, and which answer may become one. Whatever is in doubt is drawn for its reader."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http.request import split_domain_port

from helpdesk.common.context import viewer_of
from helpdesk.common.interface_language import language_of

from . import generation
from .kept import answer_from, keep
from .marker import is_for_every_visitor

# A view that asks for the token of a form sets a cookie, and is not kept for that; the cookie alone changes no page.
HARMLESS_COOKIES = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
# Authorization, HX-Request, X-Requested-With, Range; looked up as they come, since every visitor is asked.
PERSONAL_HEADERS = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_X_REQUESTED_WITH", "HTTP_RANGE")
MAY_VARY_BY = {"cookie", "accept-encoding"}
LONGEST = 1024 * 1024  # bytes


class PageCache:
    """Stands outside of sessions and of the security policy, whose header is kept with the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.PAGE_CACHE_SECONDS or not brings_nothing_personal(request):
            return self.get_response(request)
        mark, kept, key = None, None, key_of(request)
        if key:
            mark, kept = generation.look_up(key)
        if kept:
            return answer_from(kept, request)
        answer = self.get_response(request)
        # A HEAD may be answered without the body that a GET would get.
        if request.method != "GET" or not is_the_same_for_everybody(request, answer):
            return answer
        kept = keep(answer, mark)
        if mark:
            generation.put_away(key, kept, settings.PAGE_CACHE_SECONDS)
        return answer_from(kept, request)


def brings_nothing_personal(request):
    """SECURITY: no cookie but the language's and the forms' own, no name and password, no preview of the CMS."""
    return (
        request.method in {"GET", "HEAD"}
        and HARMLESS_COOKIES.issuperset(request.COOKIES)
        and not any(name in request.META for name in PERSONAL_HEADERS)
        and not getattr(request, "is_preview", False)
    )


def key_of(request):
    """The name under which this page is kept; None for one that is drawn each time.

    A question mark is enough for that: what stands behind it is chosen by whoever asks, and could fill the cache.
    """
    if request.META.get("QUERY_STRING"):
        return None
    try:
        host = request.get_host().lower()
    except DisallowedHost:
        return None
    if not is_a_name_of_ours(host):
        return None
    parts = (request.scheme, host, request.path, language_of(request))
    return "page:" + hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def is_a_name_of_ours(host):
    """Only names and ports that are written down: patterns such as “*” would let anybody fill the cache."""
    public = urlsplit(settings.BASE_URL)
    if host == public.netloc.lower():
        return True
    name, port = split_domain_port(host)
    return name in {allowed.lower() for allowed in settings.ALLOWED_HOSTS} and port in {"", str(public.port or "")}


def is_the_same_for_everybody(request, answer):
    """SECURITY: deny by default; each line is a reason of its own to keep nothing."""
    if answer.status_code != 200 or not is_for_every_visitor(answer) or answer.streaming or len(answer.content) > LONGEST:
        return False
    if answer.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META or viewer_of(request) is not None:
        return False
    control = answer.get("Cache-Control", "").lower()
    if "Content-Encoding" in answer or any(word in control for word in ("private", "no-store", "no-cache")):
        return False
    varies_by = {name.strip().lower() for name in answer.get("Vary", "").split(",") if name.strip()}
    return varies_by <= MAY_VARY_BY and "'nonce-" not in answer.get("Content-Security-Policy", "")
