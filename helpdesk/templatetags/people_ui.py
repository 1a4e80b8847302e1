"""How people are drawn: their picture where the reader may see it, else initials on a colour of their own."""

import zlib

from django import template

from helpdesk.accounts import avatars
from helpdesk.common.context import viewer_of
from helpdesk.common.people import initials_of

register = template.Library()
COLOURS = 8  # as many as site/static/css/components/avatar.css has


@register.simple_tag(takes_context=True)
def portrait(context, person, name=""):
    """What an avatar shows: `url` of the picture ("" where this reader is to see none), `name`, `initials`, `colour`."""
    request = getattr(context, "request", None)
    viewer = viewer_of(request) if request is not None else None
    shown = name or getattr(person, "name", "")
    return {
        "url": avatars.url_of(person) if avatars.may_see(viewer, person) else "",
        "name": shown,
        "initials": initials_of(shown),
        "colour": colour_of(shown),
    }


def colour_of(name):
    """1 to 8, always the same for one shown name. Of the name and not of the person: a code must not betray who it is."""
    return zlib.crc32(str(name or "").strip().casefold().encode("utf-8", "replace")) % COLOURS + 1
