"""How often something may be done from one place. Counters live in the cache: losing them costs nothing that must hold."""

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import caches

from helpdesk.common import hits


@dataclass(frozen=True)
class Rate:
    """At most `amount` times in `seconds`, by a sliding window."""

    amount: int
    seconds: int


def allow(action, who, rate):
    """Count one act of `who`; False when that is one too many, or when it cannot be counted safely."""
    return Counter(action, who, rate).allow()


def is_full(action, who, rate):
    """Whether `who` has used up the rate, without counting."""
    return tally(looking=[Counter(action, who, rate)]).is_full(Counter(action, who, rate))


def forget(action, who, rate):
    """Begin again for `who`."""
    Counter(action, who, rate).forget()


def tally(counting=(), looking=()):
    """Count one act with each Counter of `counting` that is not full, and look at the others; one statement. A Tally."""
    windows = {counter: counter.window() for counter in (*counting, *looking)}
    now = round(time.time(), 6)
    found = hits.tally(_cache(), [windows[c] for c in counting], [windows[c] for c in looking], now)
    return Tally(now, {counter: found[window] for counter, window in windows.items()})


@dataclass(frozen=True)
class Counter:
    """Acts of `who`, counted by themselves."""

    action: str
    who: object
    rate: Rate

    def allow(self):
        """Count one act; False when that is one too many, or when it cannot be counted safely."""
        return tally(counting=[self]).has_counted(self)

    def forget(self):
        _cache().delete(self.window().key)

    def window(self):
        # Hashed: what people type may be long or hold signs that a cache refuses; the cache keeps no names.
        digest = hashlib.sha256(str(self.who).encode("utf-8", "replace")).hexdigest()
        key = f"hits:{self.action}:{self.rate.amount}/{self.rate.seconds}:{digest[:40]}"
        return hits.Window(key, self.rate.amount, self.rate.seconds)


@dataclass(frozen=True)
class Tally:
    """What several counters said at one moment."""

    at: float
    found: dict

    def has_counted(self, counter):
        """Whether this act was allowed, and counted."""
        return self.found[counter][1]

    def is_full(self, counter):
        """Whether the next act would be one too many."""
        return len(self.found[counter][0]) >= counter.rate.amount

    def take_back(self, counter):
        """What was counted did not happen after all."""
        if self.has_counted(counter):
            hits.take_back(_cache(), counter.window(), self.at)

    def joined_by(self, later):
        """Both, the later one where they speak of the same counter."""
        return Tally(later.at, self.found | later.found)


def _cache():
    return caches["default"]
