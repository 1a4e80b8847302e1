"""The mark that every kept page bears: whoever changes it makes all of them worthless at once.

A page is stamped with the mark that was read before it was drawn. One that was drawn before a change and is put away
after it bears the old mark, so it is never shown.
"""

import logging
import time
import uuid

from django.core.cache import cache
from django.db import transaction

from . import copies

MARK = "page-generation"
log = logging.getLogger(__name__)


def look_up(key):
    """Return (mark, kept page or None) by one read; (None, None) where there is no cache at the moment."""
    copy = copies.find(key)
    try:
        found = cache.get_many([MARK] if copy else [MARK, key])
        mark = found.get(MARK) or _begin()
        if copy and copy["mark"] != mark:
            copies.forget(key)
            copy, found = None, cache.get_many([key])
    except Exception:  # each cache has its own errors; without one the page is simply drawn
        log.warning("The cache cannot be read; pages are drawn each time.")
        return None, None
    if copy:
        return mark, copy
    kept = found.get(key)
    if kept is None or kept["mark"] != mark:
        return mark, None
    copies.keep(key, kept)
    return mark, kept


def _begin():
    cache.add(MARK, uuid.uuid4().hex, None)
    return cache.get(MARK)


def put_away(key, kept, seconds):
    try:
        cache.set(key, {**kept, "until": time.time() + seconds}, seconds)
    except Exception:
        log.warning("The cache cannot be written; pages are drawn each time.")


def forget_all():
    """No page that was kept until now is shown again."""
    try:
        cache.set(MARK, uuid.uuid4().hex, None)
    except Exception:
        log.warning("The cache cannot be written; kept pages end by themselves within a minute.")


def forget_all_on_commit():
    """As soon as others can see what has changed; once, however many rows one transaction changes."""
    connection = transaction.get_connection()
    inside = set(connection.savepoint_ids)
    # One that belongs to a savepoint we are not in may be rolled back without us.
    if not any(call is forget_all and sids <= inside for sids, call, _robust in connection.run_on_commit):
        transaction.on_commit(forget_all, robust=True)
