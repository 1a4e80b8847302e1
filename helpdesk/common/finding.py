"""Looking things up in a small table, forgivingly: stems, beginnings of words, usual synonyms, slips of the finger.

For tables of some hundred rows (FAQ, services): the vector is made while asking. Tickets have a stored one.
"""

import re

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from rapidfuzz import process

from helpdesk.common import stop_words

WORD = re.compile(r"\w+")
MOST_WORDS, LONGEST = 10, 40
CLOSE_ENOUGH = 78  # of 100, as rapidfuzz counts; "pasword" is 93 from "password"
SHORTEST_MENDED = 4
SYNONYMS = {
    "password": "sandi", "sandi": "password", "surel": "email", "email": "surel", "lemot": "lambat",
    "lelet": "lambat", "situs": "website", "web": "website", "website": "situs", "login": "masuk",
    "wifi": "jaringan", "memohon": "permohonan", "npwp": "pajak", "biaya": "bayar", "dokumen": "berkas",
}  # fmt: skip


def words(text):
    """The words to look for, in lower case, without those that say nothing. NUL and signs fall away."""
    found = [word[:LONGEST] for word in WORD.findall(str(text).lower().replace("\0", " "))]
    return [word for word in dict.fromkeys(found) if word not in stop_words.ALL][:MOST_WORDS]


def tolerant(rows, vector, text, vocabulary):
    """Return the rows that answer `text`, best first.

    First those with all words; where there are none, all words as the table itself spells them; at last any word.
    `vocabulary`: gives the texts of the table, asked for only when nothing was found.
    """
    asked = words(text)
    if not asked:
        return []
    rows = rows.annotate(found_in=vector)
    if found := _best(rows, asked, " & "):
        return found
    spelled = mended(asked, vocabulary())
    if spelled != asked and (found := _best(rows, spelled, " & ")):
        return found
    return _best(rows, spelled, " | ") if len(spelled) > 1 else []


def mended(asked, texts):
    """The words as the texts spell them, where one is close enough: “pasword” becomes “password”."""
    known = {word for text in texts for word in words(text)}
    return [_nearest(word, known) for word in asked]


def _nearest(word, known):
    if word in known or len(word) < SHORTEST_MENDED or word.isdigit():
        return word
    match = process.extractOne(word, sorted(known), score_cutoff=CLOSE_ENOUGH)
    return match[0] if match else word


def _best(rows, terms, glue):
    # Words are letters, digits and _ only, so nothing in them is an operator of the query.
    query = SearchQuery(glue.join(map(_term, terms)), config="indonesian", search_type="raw")
    return list(rows.filter(found_in=query).annotate(rank=SearchRank(F("found_in"), query)).order_by("-rank", "pk")[:50])


def _term(word):
    other = SYNONYMS.get(word)
    return f"({word}:* | {other})" if other else f"{word}:*"
