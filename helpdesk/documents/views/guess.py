"""Which document is this? Guessed from the name of the file, as people name their scans: “KTP Direktur.pdf”."""

import re

WORD = re.compile(r"[a-z0-9]+")
IDLE = frozenset(
    {"atau", "bila", "dan", "dari", "pada", "yang", "untuk", "oleh", "sesuai", "masih", "nama", "surat", "scan", "foto"}
    | {"the", "for", "and", "when", "pdf"}
)
"""Words that say nothing about which document it is; nearly every name has them."""
CODE_WEIGHT = 3


def words_of(slot):
    """The telling words of a document, from its code and its names."""
    found = WORD.findall(f"{slot.code.replace('_', ' ')} {slot.name} {slot.name_en}".lower())
    return [word for word in dict.fromkeys(found) if len(word) > 2 and word not in IDLE]


def guess(file_name, slots):
    """Return the one slot that shares most words with the file's name, or None when none or two do.

    A word of the code counts more than one of a long name: “npwp.pdf” is the NPWP, not the letter that mentions it.
    """
    said = set(WORD.findall(str(file_name).lower()))
    scores = [(_score(said, slot), slot) for slot in slots]
    best = max((score for score, slot in scores), default=0)
    winners = [slot for score, slot in scores if score == best]
    return winners[0] if best and len(winners) == 1 else None


def _score(said, slot):
    code = set(WORD.findall(slot.code.replace("_", " ").lower())) - IDLE
    return CODE_WEIGHT * len(said & code) + len(said & set(words_of(slot)))
