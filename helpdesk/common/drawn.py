"""Components that are drawn once: what a small template makes of a few plain values, kept by every process as text.

A badge, a button, a menu is the same for the same values in the same language, so a page that shows it again need
not go through its template again (docs/performance.md). Only for templates that look at nothing but their variables:
no request, no token, no clock. Values are texts, numbers and frozen dataclasses; the memory is bounded.
"""

from functools import lru_cache

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

KEPT = 2048
"""Drawn components of one process, each below a few kB."""


def drawn(template_name, **values):
    """The component as safe HTML, like `{% include template_name with … only %}`."""
    # SECURITY: safe HTML and a plain text of the same letters are equal, and so are 1 and True: the type is part of the key.
    return _drawn(template_name, get_language(), tuple((name, type(value), value) for name, value in values.items()))


@lru_cache(maxsize=KEPT)
def _drawn(template_name, language, values):
    context = Context({name: value for name, _type, value in values})
    return mark_safe(get_template(template_name).template.render(context))  # noqa: S308  (a template's own)
