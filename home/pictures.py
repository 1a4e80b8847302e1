"""Pictures of public pages: as large as the screen needs, in the formats of today, with one that every browser knows."""

from pathlib import PurePosixPath

from django.db.models import prefetch_related_objects
from wagtail.images.models import Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

WIDTHS = (400, 800, 1200, 1600)
MODERN = ("avif", "webp")
WITH_TRANSPARENCY = {".avif", ".gif", ".png", ".webp"}  # JPEG would paint what is clear white, also in the dark


def picture(image, *, widest=1200, sizes="100vw", alt="", eager=False):
    """The <picture> of an image, no wider than `widest` pixels; `alt` in words, empty for decoration.

    Of widths that the original does not have only one is offered: a list that names a width twice is no valid HTML.
    """
    widths = [width for width in WIDTHS if width <= widest and width < image.width] or [min(WIDTHS[0], image.width)]
    if widths[-1] < image.width <= widest:
        widths.append(image.width)
    fallback = "png" if PurePosixPath(image.file.name).suffix.lower() in WITH_TRANSPARENCY else "jpeg"
    specs = [f"width-{width}|format-{kind}" for kind in (*MODERN, fallback) for width in widths]
    renditions = get_renditions_or_not_found(image, [Filter(spec) for spec in specs])
    attributes = {"alt": alt, "decoding": "async"} | ({} if eager else {"loading": "lazy"})
    if len(widths) > 1:  # with one size there is nothing to choose from
        attributes["sizes"] = sizes
    return Picture(renditions, attributes).__html__()


def fetch(stream):
    """Bring all renditions of a StreamField's pictures in one query, however many there are."""
    images = list(_images(stream))
    if images:
        prefetch_related_objects(images, "renditions")


def _images(stream):
    for block in stream:
        value = block.value
        if not hasattr(value, "get"):
            continue
        places = [value, *(value.get("cards") or ())]
        yield from (place["picture"] for place in places if place.get("picture"))
