"""Plain text from people, shown safely: paragraphs, line breaks, and links for http and https only.

Nothing a person types is ever HTML here (LESSONS 48: texts of 100 kB made to slow parsers down
must stay fast, so each character is looked at a bounded number of times).
"""

import re
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.safestring import mark_safe

URL = re.compile(r"https?://[^\s<>\"']{1,1000}", re.IGNORECASE)
PARAGRAPH = re.compile(r"\n{2,}")
CLOSING = {")": "(", "]": "[", "}": "{"}
PUNCTUATION = ".,;:!?*_"


def paragraphs(text):
    """Return the text as safe HTML: one <p> per paragraph, each with its own reading direction."""
    text = str(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return ""
    parts = (linked(part).replace("\n", "<br>") for part in PARAGRAPH.split(text))
    return mark_safe("".join(f'<p dir="auto">{part}</p>' for part in parts))  # noqa: S308  (every piece was escaped)


def linked(text):
    """One line as safe HTML with its addresses as links."""
    pieces, at = [], 0
    for match in URL.finditer(text):
        address = _without_tail(match.group())
        pieces.append(escape(text[at : match.start()]))
        pieces.append(_link(address))
        at = match.start() + len(address)
    pieces.append(escape(text[at:]))
    return "".join(pieces)


def _link(address):
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if not host:
        return escape(address)
    return f'<a href="{escape(iri_to_uri(address))}" rel="nofollow noopener">{escape(address)}</a>'


def _without_tail(address):
    """Leave out the punctuation of the sentence around an address; a bracket it opened itself stays."""
    surplus = {end: address.count(end) - address.count(start) for end, start in CLOSING.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in PUNCTUATION:
            end -= 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
            end -= 1
        else:
            break
    return address[:end]
