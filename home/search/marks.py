"""The words that were found, marked in title and text, and the passage in which they stand.

PostgreSQL marks them (ts_headline, configuration `indonesian`), so that what is marked is what was found: every form of a
word. It marks with two control signs; only then the text is escaped, so that nothing in it is ever HTML (LESSONS 48).
"""

import re

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import mark_safe

from helpdesk.common.language import in_language

COMMA_AFTER_END = re.compile(r"([.?!:…]), ")
BEGIN, END = "\x02", "\x03"
SIGNS = f"StartSel={BEGIN}, StopSel={END}"
WHOLE = f"{SIGNS}, HighlightAll=true"
PASSAGE = f"{SIGNS}, MaxFragments=2, MaxWords=26, MinWords=12, ShortWord=2, FragmentDelimiter=\x04"
LONGEST = 20_000  # characters of a text that are looked at
UNSEEN = str.maketrans("", "", "\0\x02\x03\x04\x05")
APART = "\x05"  # after a slash: PostgreSQL would take “Password/Informasi” for the name of one file


def mark(hits, query):
    """Fill `title` and `passage` of the hits; one query for all of them."""
    asked = [(text, WHOLE) for hit in hits for text in hit.titles] + [(text, PASSAGE) for hit in hits for text in hit.texts]
    marked = iter(_headlines([(_clean(text), how) for text, how in asked], query))
    for hit in hits:
        hit.title = _html(_best([next(marked) for _ in hit.titles]))
    for hit in hits:
        originals = [_clean(text) for text in hit.texts]
        shown = [_with_ends(next(marked), text) for text in originals]
        hit.passage = _html(_best(shown))
    return hits


def _headlines(texts, query):
    if not texts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_headline('indonesian', said, to_tsquery('indonesian', %s), how)"
            " FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS t(said, how, place) ORDER BY place",
            [query, [text for text, _how in texts], [how for _text, how in texts]],
        )
        return [row[0] for row in cursor.fetchall()]


def _clean(text):
    """One line. The index joins the parts of a page by commas; after the end of a sentence there is none."""
    line = " ".join((text or "").translate(UNSEEN).split())[:LONGEST]
    return COMMA_AFTER_END.sub(r"\1 ", line).replace("/", "/" + APART)


def _best(texts):
    """In the reader's language; in the other one where only that says what was looked for."""
    own = in_language(texts[0], texts[1] if len(texts) > 1 else "")
    return next((text for text in [own, *texts] if BEGIN in text), own)


def _with_ends(passage, text):
    """“… from the middle …”: say where the text goes on."""
    parts = [part.strip() for part in passage.split("\x04")]
    bare = [part.replace(BEGIN, "").replace(END, "") for part in parts]
    if not bare[0]:
        return ""
    before = "" if text.startswith(bare[0]) else "… "
    after = "" if text.endswith(bare[-1]) else " …"
    return before + " … ".join(parts) + after


def _html(text):
    marked = escape(text).replace(BEGIN, "<mark>").replace(END, "</mark>").replace(APART, "\u200b")  # may break there
    return mark_safe(marked)  # noqa: S308  (escaped first)
