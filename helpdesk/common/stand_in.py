"""An answer that takes the place of another one, when something below all pages has failed."""

from django.utils.cache import add_never_cache_headers


def in_place_of(answer, page, *, retry_after):
    """Give `page` the security headers that the inner layers have set on `answer`; it stays in no cache. Seconds."""
    for name, value in answer.items():
        if name not in page and name != "Content-Length":
            page[name] = value
    page["Retry-After"] = str(retry_after)
    add_never_cache_headers(page)
    return page
