"""What this process has read from the shared cache before, so that only the mark must be read again.

A copy is shown while the shared mark is the one that it bears, which each request reads anew, and no longer than the
original would stay. Copies are the same for everybody, like the originals, and are never changed.
"""

import time

MOST = 128
"""Copies of one process; a public page is some 20 kB (compressed, in two ways), a form the same."""

_copies = {}


def find(key):
    """The copy, or None; the caller compares its mark."""
    copy = _copies.get(key)
    return copy if copy and copy.get("until", 0) > time.time() else None


def keep(key, kept):
    """Put it at the end of the line; whatever has not been read for the longest time falls out."""
    _copies.pop(key, None)
    _copies[key] = kept
    for oldest in list(_copies)[:-MOST]:
        _copies.pop(oldest, None)


def forget(key):
    _copies.pop(key, None)
