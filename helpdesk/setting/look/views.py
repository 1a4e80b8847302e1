"""`/favicon.ico`, `/ikon/…`, `/site.webmanifest` and `/sampul/…`: for everybody, and kept by browsers."""

from django.core.signing import BadSignature
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from helpdesk.common.page_cache import for_every_visitor
from helpdesk.settings import DeskSettings

from . import icons, sharing
from .colours import BRAND, WHITE

YEAR = 365 * 24 * 3600
KINDS = {".png": "image/png", ".ico": "image/x-icon"}


@require_safe
def favicon(request):
    """Browsers ask for this name by themselves; the picture stands under a name that changes with the logo."""
    return _kept(HttpResponseRedirect(icon_url(DeskSettings.current(), icons.ICO)), 300)


@require_safe
def site_icon(request, version, name):
    """One of `icons.NAMES`; a former version leads to the present one."""
    if name not in icons.NAMES:
        raise Http404
    desk = DeskSettings.current()
    if version != icons.version_of(desk):
        return _kept(HttpResponseRedirect(icon_url(desk, name)), 300)
    return _picture(icons.icon(desk, name), name)


@require_safe
def share_picture(request, ticket):
    """A picture that one of our own pages names; whatever we have not signed does not exist."""
    try:
        title = sharing.title_of(ticket)
    except (BadSignature, ValueError):
        raise Http404 from None
    return _picture(sharing.picture(title, DeskSettings.current()), "sampul.png", own_site_only=False)


@require_safe
@for_every_visitor
def manifest(request):
    """What a phone needs to keep the site beside its apps."""
    desk = DeskSettings.current()
    answer = JsonResponse({
        "id": "/",
        "name": f"{desk.name} · {desk.owner}",
        "short_name": desk.name[:12],
        "description": desk.description,
        "lang": get_language(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": BRAND,
        "background_color": WHITE,
        "icons": [
            _in_manifest(desk, "ikon-192.png", 192), _in_manifest(desk, "ikon-512.png", 512),
            _in_manifest(desk, "ikon-512-maskable.png", 512, "maskable"),
        ],
    }, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})  # fmt: skip
    answer.stays_with_the_browser = True
    return answer


def icon_url(desk, name):
    return reverse("site_icon", args=[icons.version_of(desk), name])


def _in_manifest(desk, name, side, purpose="any"):
    return {"src": icon_url(desk, name), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


def _picture(content, name, *, own_site_only=True):
    answer = HttpResponse(content, content_type=KINDS[name[-4:]])
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if not own_site_only:
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"  # shown where people pass the link on
    answer = _kept(answer, YEAR)
    answer["Cache-Control"] += ", immutable"
    return answer


def _kept(answer, seconds):
    # Everybody gets the same, so it may stay in the browsers of those who are logged in.
    answer.stays_with_the_browser = True
    answer["Cache-Control"] = f"public, max-age={seconds}"
    return answer
