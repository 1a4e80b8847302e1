"""Which language a person reads: Indonesian, or what the switch in the header left in a cookie.

The browser's own list is not asked: the office speaks Indonesian by default, and an answer that depends on the
cookie alone can be cached.
"""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


def language_of(request):
    """The code of the language in which this browser reads."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        translation.activate(language_of(request))
        request.LANGUAGE_CODE = translation.get_language()
        answer = self.get_response(request)
        answer.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(answer, ["Cookie"])
        return answer


@require_safe
def set_language(request, code):
    """`/bahasa/<code>/?next=/path`: a link, no form, so that public pages need no token.

    It speaks to this browser alone; in which language a person is written to stands in the profile, since a link
    that anybody may lay before them must change nothing about them.
    """
    if code not in dict(settings.LANGUAGES):
        raise Http404
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    answer = HttpResponseRedirect(target)
    keep(answer, code)
    add_never_cache_headers(answer)
    return answer


def keep(answer, code):
    """Let the browser remember the language of the pages."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=getattr(settings, "LANGUAGE_COOKIE_SECURE", False),
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        httponly=True,
    )
