"""What every template may use: the desk's own texts, the viewer, and the menu as this person sees it.

All of it is lazy: a page that shows none of it (a fragment, a mail) costs no query, and a visitor
without a session gets a page that touches none, so that it can be cached for everybody.
"""

from functools import cache

from django.conf import settings
from django.utils.functional import SimpleLazyObject, empty

from helpdesk.common import menu, site_pages
from helpdesk.settings import DeskSettings


def desk(request):
    """`desk`: the DeskSettings of this installation, one query at the first use."""
    return {"desk": SimpleLazyObject(DeskSettings.current)}


def navigation(request):
    """`viewer` (the person logged in, or None), `navigation` (the desk's menu), `public_menu`, `footer_menu`.

    The two menus of the site share one query.
    """
    viewer = viewer_of(request)
    places = cache(site_pages.load)
    return {
        "viewer": viewer,
        "navigation": SimpleLazyObject(lambda: menu.for_desk(viewer, request.path)),
        "public_menu": SimpleLazyObject(lambda: menu.for_public(viewer, request.path, places())),
        "footer_menu": SimpleLazyObject(lambda: menu.for_footer(request.path, places())),
    }


def viewer_of(request):
    """Return the person who is logged in, or None.

    A browser that sends no session cookie cannot be logged in; it is not asked, because asking
    would tie the page to a session (`Vary: Cookie`) and keep it out of the shared cache.
    """
    user = getattr(request, "user", None)
    if user is None:
        return None
    unasked = isinstance(user, SimpleLazyObject) and user._wrapped is empty
    if unasked and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return user if user.is_authenticated else None
