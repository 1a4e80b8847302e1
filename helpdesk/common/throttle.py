"""How often something may be done from one place. Counters live in the cache: losing them costs nothing that must hold."""

import hashlib
import time
from dataclasses import dataclass

from allauth.core.internal.ratelimit import cache_lock
from django.core.cache import cache


@dataclass(frozen=True)
class Rate:
    """At most `amount` times in `seconds`, by a sliding window."""

    amount: int
    seconds: int


def allow(action, who, rate):
    """Count one act of `who`; False when that is one too many, or when it cannot be counted safely."""
    key = _key(action, who, rate)
    with cache_lock(key) as is_locked:
        if not is_locked:
            return False
        times = _recent(key, rate)
        if len(times) >= rate.amount:
            return False
        cache.set(key, [*times, time.time()], rate.seconds)
    return True


def is_full(action, who, rate):
    """Whether `who` has used up the rate, without counting."""
    return len(_recent(_key(action, who, rate), rate)) >= rate.amount


def forget(action, who, rate):
    """Begin again for `who`."""
    cache.delete(_key(action, who, rate))


def _recent(key, rate):
    now = time.time()
    return [moment for moment in cache.get(key, []) if moment > now - rate.seconds]


def _key(action, who, rate):
    # Hashed: what people type may be long or hold signs that a cache refuses; the cache keeps no names.
    digest = hashlib.sha256(str(who).encode("utf-8", "replace")).hexdigest()
    return f"throttle:{action}:{rate.amount}/{rate.seconds}:{digest[:40]}"
