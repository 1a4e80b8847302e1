"""Icons of the lucide set as inline SVG; each is drawn once per process and then kept as text.

How they are drawn (no filling, the text's colour, round ends) stands in `components/icon.css`, once for all of them.
"""

import re
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from lucide.templatetags.lucide import lucide

OPENING = '<svg width="24" height="24" viewBox="0 0 24 24" class="%s" aria-hidden="true">'


@cache
def drawn(name, modifier=""):
    """Return the hidden-from-readers SVG of an icon; raises lucide.IconDoesNotExist for a wrong name.

    Names and modifiers stand in templates only, never in what people send, so the memory is bounded.
    """
    css = f"icon icon--{modifier}" if modifier else "icon"
    return mark_safe(f"{OPENING % css}{_lines_of(name)}</svg>")  # noqa: S308  (the package's own file)


def kept(name):
    """The same, and what `again` refers to; once on a page."""
    return mark_safe(f'{OPENING % "icon"}<g id="icon-{name}">{_lines_of(name)}</g></svg>')  # noqa: S308


def again(name):
    """An icon that stands on the page already, `kept`: a menu that is drawn twice weighs little more than once."""
    return mark_safe(f'{OPENING % "icon"}<use href="#icon-{name}"/></svg>')  # noqa: S308


@cache
def _lines_of(name):
    """What stands within the SVG; raises lucide.IconDoesNotExist."""
    lines = " ".join(lucide(str(name), size=None).split())
    return re.sub(r"\s*/>\s*", "/>", re.sub(r"^<svg[^>]*>\s*|\s*</svg>$", "", lines))


def icon(name, modifier="", label=""):
    """Return an icon; with a label it is an image that screen readers name."""
    svg = drawn(name, modifier)
    if not label:
        return svg
    return format_html('<span role="img" aria-label="{}">{}</span>', label, svg)
