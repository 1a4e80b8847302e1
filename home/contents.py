"""The table of contents of a page: its headings, each with an address that stays while its words stay."""

import html
import re
from dataclasses import dataclass

from django.utils.text import slugify

from helpdesk.common.text import words_of

HEADING = re.compile(r"<(h[23])\b([^>]*)>(.*?)</\1>", re.DOTALL)
ENOUGH = 3  # fewer headings are seen at a glance
LONGEST = 60
# What stands on every page, and the beginnings of what else may.
TAKEN = {"main", "messages", "daftar-isi"}
PREFIXES = ("footer-", "jawaban-", "panel-", "id-")


@dataclass(frozen=True)
class Heading:
    rank: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Part:
    """A block of the page, and the anchors of its headings in their order (“” for one without words)."""

    block: object
    anchors: list


def of(stream):
    """`(parts, headings)` of a StreamField's value."""
    taken, parts, headings = set(TAKEN), [], []
    for block in stream:
        found = [Heading(rank, text, _anchor(text, taken)) for rank, text in _headings(block)]
        headings += [heading for heading in found if heading.text]
        parts.append(Part(block, [heading.anchor for heading in found]))
    return parts, headings if len(headings) >= ENOUGH else []


def with_anchors(markup, anchors):
    """The same HTML, its headings of rank 2 and 3 with these anchors, in order."""
    left = iter(anchors)

    def mark(match):
        anchor = next(left, "")
        tag, attributes, inside = match.groups()
        return f'<{tag} id="{html.escape(anchor)}"{attributes}>{inside}</{tag}>' if anchor else match[0]

    return HEADING.sub(mark, markup)


def _headings(block):
    """Rich text has headings of its own, any other block at most one, called `heading`."""
    source = getattr(block.value, "source", None)
    if isinstance(source, str):
        return [(int(tag[1]), words_of(inside)) for tag, _attributes, inside in HEADING.findall(source)]
    heading = block.value.get("heading") if hasattr(block.value, "get") else None
    return [(2, heading.strip())] if heading and heading.strip() else []


def _anchor(text, taken):
    """A readable anchor that is not taken yet."""
    if not text:
        return ""
    name = slugify(text, allow_unicode=True)[:LONGEST].strip("-") or "bagian"
    if name.startswith(PREFIXES):
        name = f"bagian-{name}"
    anchor, number = name, 2
    while anchor in taken:
        anchor, number = f"{name}-{number}", number + 1
    taken.add(anchor)
    return anchor
