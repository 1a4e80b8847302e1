"""What everybody may read. Blocks ask here, so that nothing private shows by being chosen for a page."""

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
    """Those of the chosen documents whose collection, and each above it, is closed to nobody."""
    chosen = [document for document in chosen if document]
    if not chosen:
        return []
    closed = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    paths = dict(Collection.objects.filter(pk__in={document.collection_id for document in chosen}).values_list("pk", "path"))
    return [document for document in chosen if not paths[document.collection_id].startswith(closed)]
