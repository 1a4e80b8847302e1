"""schema.org facts for search engines: a block of data in the page, which no browser runs."""

import json

from django.utils.html import format_html
from django.utils.safestring import mark_safe

# What would end the block, or begin another one; as escapes they mean the same to whoever reads JSON.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def block(data):
    """The data (a dict with "@type") as a JSON-LD block; what is empty is left out."""
    known = {name: value for name, value in data.items() if value not in (None, "", [], {})}
    text = json.dumps({"@context": "https://schema.org", **known}, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  (escaped above)
