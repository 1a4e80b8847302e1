"""What the templates of pages draw: pictures, anchors of headings."""

from django import template
from django.utils.safestring import mark_safe

from home import contents, pictures

register = template.Library()
register.simple_tag(pictures.picture, name="picture_of")


@register.filter
def with_anchors(markup, anchors):
    """Rich text (safe HTML) whose headings can be linked to."""
    return mark_safe(contents.with_anchors(str(markup), anchors or ()))  # noqa: S308  (Wagtail's own expansion; anchors are escaped)
