"""The captcha for people without JavaScript: a small question in words, signed, single use, three tries."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from helpdesk.common.captcha.models import SolvedChallenge

SALT = "helpdesk.captcha.question"
VALID_FOR = 3 * 3600  # seconds: a long form on a slow line, filled in without hurry
TRIES = 3
MAX_LENGTH = 40

# Both languages are accepted whatever the page spoke; 0 to 18 is all that can come out.
INDONESIAN = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua_belas", "tiga_belas", "empat_belas", "lima_belas", "enam_belas", "tujuh_belas", "delapan_belas"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"]
VALUES = {
    word.replace("_", ""): value for words in (INDONESIAN, ENGLISH) for value, word in enumerate(words)
}


@dataclass(frozen=True)
class Question:
    """A question as it stands on the page: its words, and the signed token that goes with the answer."""

    text: str
    token: str


def ask():
    """Make a fresh question in the language of the page."""
    first, second = 2 + secrets.randbelow(8), 1 + secrets.randbelow(9)
    larger, smaller = max(first, second), min(first, second)
    text, answer = secrets.choice([
        (_("What is %(first)s plus %(second)s?") % _in_words(first, second), first + second),
        (_("What is %(first)s minus %(second)s?") % _in_words(larger, smaller), larger - smaller),
        (_("What do you get when you add %(second)s to %(first)s?") % _in_words(first, second), first + second),
        (_("You have %(first)s papers and give away %(second)s. How many are left?") % _in_words(larger, smaller),
         larger - smaller),
    ])
    return make(text, answer)


def make(text, answer):
    """Sign a question. The answer itself is not in the token, only a keyed hash of it."""
    nonce = secrets.token_urlsafe(16)
    token = signing.dumps({"n": nonce, "q": text, "h": _hash(nonce, answer)}, salt=SALT, compress=True)
    return Question(text, token)


def again(token):
    """Return the same question while it may still be answered, else a new one."""
    content = _read(token)
    if content and SolvedChallenge.is_open(_key(content), allowed=TRIES):
        return Question(content["q"], token)
    return ask()


def check(token, answer):
    """True for the right answer to a question of ours that is neither old, nor used, nor tried three times."""
    content = _read(token)
    if content is None:
        return False
    value = value_of(answer)
    is_right = value is not None and constant_time_compare(_hash(content["n"], value), content["h"])
    return SolvedChallenge.attempt(_key(content), is_right=is_right, allowed=TRIES)


def value_of(answer):
    """Read a number written in figures or in words; None for anything else."""
    text = "".join(str(answer)[:MAX_LENGTH].lower().split()).strip(".!")
    if text in VALUES:
        return VALUES[text]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _in_words(first, second):
    from django.utils.translation import get_language

    words = ENGLISH if (get_language() or "").startswith("en") else INDONESIAN
    return {"first": words[first].replace("_", " "), "second": words[second].replace("_", " ")}


def _key(content):
    return f"q:{content['n']}"


def _hash(nonce, value):
    return salted_hmac(SALT, f"{nonce}:{value}", secret=settings.ALTCHA_HMAC_KEY, algorithm="sha256").hexdigest()


def _read(token):
    try:
        return signing.loads(str(token)[:2000], salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
