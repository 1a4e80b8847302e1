"""How people are drawn: their picture where the reader may see it, else initials on a colour of their own."""

import zlib

from django import template

from helpdesk.accounts import avatars
from helpdesk.common.context import viewer_of
from helpdesk.common.drawn import drawn
from helpdesk.common.people import initials_of

register = template.Library()
COLOURS = 8  # as many as site/static/css/components/avatar.css has


@register.simple_tag(takes_context=True, name="avatar")
def avatar(context, person, name="", size="", title=False):
    """A picture, else initials on a colour; the picture is drawn for those alone who may see it."""
    request = getattr(context, "request", None)
    return avatar_of(person, viewer_of(request) if request is not None else None, name=name, size=size, title=title)


def avatar_of(person, viewer, *, name="", size="", title=False):
    """The avatar of `person` as `viewer` (a person, or None) may see it; `name` is shown instead of the person's own."""
    shown = name or getattr(person, "name", "")
    return drawn(
        "components/avatar_shape.html", url=avatars.url_of(person) if avatars.may_see(viewer, person) else "", name=str(shown),
        initials=initials_of(shown), colour=colour_of(shown), size=str(size), title=bool(title),
    )  # fmt: skip


def colour_of(name):
    """1 to 8, always the same for one shown name. Of the name and not of the person: a code must not betray who it is."""
    return zlib.crc32(str(name or "").strip().casefold().encode("utf-8", "replace")) % COLOURS + 1
