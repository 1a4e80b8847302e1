"""Icons of the lucide set as inline SVG; each is drawn once per process and then kept as text."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from lucide.templatetags.lucide import lucide


@cache
def drawn(name, modifier=""):
    """Return the hidden-from-readers SVG of an icon; raises lucide.IconDoesNotExist for a wrong name.

    Names and modifiers stand in templates only, never in what people send, so the memory is bounded.
    """
    css = f"icon icon--{modifier}" if modifier else "icon"
    svg = lucide(str(name), size=None, **{"class": css, "aria-hidden": "true", "focusable": "false"})
    return mark_safe(" ".join(svg.split()))  # noqa: S308  (the package's own file)


def icon(name, modifier="", label=""):
    """Return an icon; with a label it is an image that screen readers name."""
    svg = drawn(name, modifier)
    if not label:
        return svg
    return format_html('<span role="img" aria-label="{}">{}</span>', label, svg)
