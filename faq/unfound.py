"""What people looked for and did not find: kept as words and a number, never with who asked."""

import re

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from faq.feedback import Unfound
from faq.reader import is_robot
from helpdesk.common import finding, throttle
from helpdesk.common.client_address import address_of

LONGEST = 120
SHORTEST = 3
MOST = 5000  # rows; beyond them only known words are counted
RATE = throttle.Rate(amount=30, seconds=3600)
# Whoever types one of these meant somebody in particular: an email address, a telephone, NIK or ticket number, a link.
DIGITS = re.compile(r"\d")
PERSONAL = re.compile(r"@|://|\bwww\.|\b[\w-]+\.(?:id|com|net|org)\b")
TYPING, PREFETCH = "typing", "prefetch"


def note(words, *, request=None):
    """Remember that `words` were looked for without a result; call it where a search found nothing at all.

    Nothing is kept of words that look like somebody's data, of robots, of a search that still types (X-Search), and of
    one address beyond RATE. Returns whether the words were counted.
    """
    asked = normal(words)
    if not asked or (request is not None and not _counts(request)):
        return False
    return _again(asked) or _first(asked)


def normal(words):
    """The words as they are kept; "" for what is not kept."""
    asked = " ".join(str(words).replace("\0", " ").lower().split())
    if PERSONAL.search(asked) or len(DIGITS.findall(asked)) >= 6:
        return ""
    asked = asked[:LONGEST].strip()
    says_something = any(len(word) >= SHORTEST and not word.isdigit() for word in finding.words(asked))
    return asked if says_something else ""


def _counts(request):
    is_guess = TYPING in request.headers.get("X-Search", "") or PREFETCH in request.headers.get("Sec-Purpose", "")
    if is_guess or request.method != "GET" or is_robot(request):
        return False
    return throttle.allow("unfound", address_of(request), RATE)


def _again(asked):
    return Unfound.objects.filter(words=asked).update(times=F("times") + 1, last_at=timezone.now()) > 0


def _first(asked):
    if Unfound.objects.count() >= MOST:
        return False
    try:
        with transaction.atomic():
            Unfound.objects.create(words=asked)
    except IntegrityError:  # somebody asked the same at the same moment
        return _again(asked)
    return True
