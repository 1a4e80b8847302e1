"""What the templates of pages draw: pictures, numbers, anchors of headings."""

from django import template
from django.utils.formats import number_format
from django.utils.safestring import mark_safe

from home import contents, pictures

register = template.Library()
register.simple_tag(pictures.picture, name="picture_of")


@register.filter
def with_anchors(markup, anchors):
    """Rich text (safe HTML) whose headings can be linked to."""
    return mark_safe(contents.with_anchors(str(markup), anchors or ()))  # noqa: S308  (Wagtail's own expansion; anchors are escaped)


@register.filter
def grouped(number):
    """“15.000” or “7,5”: a number as people here write it. Years are words, not numbers."""
    return number_format(number, use_l10n=True, force_grouping=True)
