"""The words of a search over tickets. PostgreSQL has no Indonesian stop words, so they are left out here (TRAPS 31)."""

import re

from helpdesk.common import stop_words

MOST_WORDS, LONGEST = 12, 60


def words_of(text):
    """Return the words to look for, at most twelve; the # before a ticket number falls away.

    Addresses, letter numbers and file names stay whole, as PostgreSQL keeps them. When nothing but stop words
    was typed, they are looked for after all: an empty result would be a lie.
    """
    found = [word[:LONGEST] for word in re.findall(r"[\w@./-]+", text.lower()) if any(c.isalnum() for c in word)]
    return ([word for word in found if word not in stop_words.ALL] or found)[:MOST_WORDS]
