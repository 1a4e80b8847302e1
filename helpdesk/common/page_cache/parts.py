"""Parts of pages that are the same for everybody, though the page around them is one person's."""

import hashlib

from django.conf import settings
from django.utils.translation import get_language

from . import generation


def same_for_all(name, make):
    """What `make()` gives, in the language of the moment; made again when anything changes that kept pages show (`shown`).

    SECURITY: `make` must look at no person, no request and no clock: what it gives is shown to everybody. It is kept in
    the shared cache, so it holds plain values; None is not kept. One read, of the mark alone once this process knows it.
    """
    if not settings.PAGE_CACHE_SECONDS:
        return make()
    key = "part:" + hashlib.sha256(f"{get_language()}\n{name}".encode("utf-8", "replace")).hexdigest()
    mark, kept = generation.look_up(key)
    if kept:
        return kept["part"]
    made = make()
    if mark and made is not None:
        generation.put_away(key, {"mark": mark, "part": made}, settings.PAGE_CACHE_SECONDS)
    return made
