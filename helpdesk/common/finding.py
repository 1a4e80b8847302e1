"""Looking things up in a small table, forgivingly: stems, beginnings of words, usual synonyms, slips of the finger.

For tables of some hundred rows (FAQ, services): the vector is made while asking. Tickets have a stored one.
"""

import re

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Func, TextField, Value
from rapidfuzz import process
from rapidfuzz.distance import OSA

from helpdesk.common import stop_words

WORD = re.compile(r"\w+")
MOST_WORDS, LONGEST, MOST_FOUND = 10, 40, 50
SHORTEST_MENDED, LONG = 4, 8  # letters: below, nothing is mended; from LONG on two slips are, else one
SYNONYMS = {
    "password": "sandi", "sandi": "password", "surel": "email", "email": "surel", "lemot": "lambat",
    "lelet": "lambat", "situs": "website", "web": "website", "website": "situs", "login": "masuk",
    "wifi": "jaringan", "memohon": "permohonan", "npwp": "pajak", "biaya": "bayar", "dokumen": "berkas",
}  # fmt: skip


def words(text):
    """The words to look for, in lower case, without those that say nothing. NUL and signs fall away."""
    found = [word[:LONGEST] for word in WORD.findall(str(text).lower().replace("\0", " "))]
    return [word for word in dict.fromkeys(found) if word not in stop_words.ALL][:MOST_WORDS]


def vector(**weights):
    """`A=["title", …], C=[…]`: fields with their weight, in Indonesian stems; tags are no words, and “a/b” is two of them."""
    parts = [SearchVector(*map(_apart, fields), weight=weight, config="indonesian") for weight, fields in weights.items()]
    return sum(parts[1:], parts[0])


def _apart(field):
    """What PostgreSQL would take for a tag or for the name of a file, as blanks."""
    return Func(F(field), Value("<[^>]*>|/"), Value(" "), Value("g"), function="regexp_replace", output_field=TextField())


def tolerant(rows, vector, text, vocabulary):
    """Return the rows that answer `text`, best first.

    First those with all words; where there are none, all words as the table itself spells them; at last any word.
    `vocabulary`: gives the texts of the table, asked for only when nothing was found.
    """
    asked = words(text)
    if not asked:
        return []
    rows = rows.annotate(found_in=vector)
    if found := best(rows, asked):
        return found
    spelled = mended(asked, vocabulary())
    if spelled != asked and (found := best(rows, spelled)):
        return found
    return best(rows, spelled, " | ") if len(spelled) > 1 else []


def mended(asked, texts):
    """The words as the texts spell them, where one is close enough: “pasword” becomes “password”."""
    known = {word for text in texts for word in words(text)}
    return [_nearest(word, known) for word in asked]


def _nearest(word, known):
    if word in known or len(word) < SHORTEST_MENDED or word.isdigit():
        return word
    slips = 1 + (len(word) >= LONG)  # a letter too many, too few, another one, or two that changed places
    match = process.extractOne(word, sorted(known), scorer=OSA.distance, score_cutoff=slips)
    return match[0] if match else word


def raw_query(terms, glue=" & "):
    """The words as to_tsquery takes them: beginnings of words, with their usual synonyms."""
    # Words are letters, digits and _ only, so nothing in them is an operator of the query.
    return glue.join(map(_term, terms))


def best(rows, terms, glue=" & "):
    """At most MOST_FOUND rows, annotated with their vector as `found_in`, that answer the words; the best first, with `rank`."""
    query = SearchQuery(raw_query(terms, glue), config="indonesian", search_type="raw")
    return list(rows.filter(found_in=query).annotate(rank=SearchRank(F("found_in"), query)).order_by("-rank", "pk")[:MOST_FOUND])


def _term(word):
    other = SYNONYMS.get(word)
    return f"({word}:* | {other})" if other else f"{word}:*"
