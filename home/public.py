"""What everybody may read. Blocks ask here, so that nothing private shows by being chosen for a page."""

from django.db.models import Exists, F, OuterRef
from wagtail.models import Collection, CollectionViewRestriction, Page


def pages(chosen):
    """`{key: page}` of those of the chosen pages that are live and closed to nobody; None among them is passed over."""
    keys = {page.pk for page in chosen if page}
    return {page.pk: page for page in Page.objects.live().public().filter(pk__in=keys)} if keys else {}


def aims(values):
    """The address that each value (with `page` or `path`) leads to; None where it leads to nothing that everybody may read."""
    values = list(values)
    open_pages = pages(value.get("page") for value in values)
    return [_aim(value.get("page"), value.get("path"), open_pages) for value in values]


def _aim(page, path, open_pages):
    if page is None:
        return path or None
    return open_pages[page.pk].url if page.pk in open_pages else None


def documents(chosen):
    """Those of the chosen documents whose collection is closed to nobody."""
    chosen = [document for document in chosen if document]
    if not chosen:
        return []
    open_collections = set(collections().filter(pk__in={d.collection_id for d in chosen}).values_list("pk", flat=True))
    return [document for document in chosen if document.collection_id in open_collections]


def collections():
    """The collections without a restriction on themselves or above."""
    closed = CollectionViewRestriction.objects.annotate(shown=OuterRef("path")).filter(shown__startswith=F("collection__path"))
    return Collection.objects.filter(~Exists(closed))
