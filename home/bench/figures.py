"""The arithmetic: medians, percentiles, ratios. Times are milliseconds."""

import math
from dataclasses import asdict, dataclass


def percentile(values, share):
    """The value below or at which `share` (0–1) of all lie (nearest rank: always one that was measured)."""
    if not values:
        raise ValueError("Nothing was measured.")
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


def median(values):
    ordered = sorted(values)
    if not ordered:
        raise ValueError("Nothing was measured.")
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def ratio(value, floor):
    """How many times the floor; None where there is nothing to divide by."""
    return value / floor if floor else None


@dataclass(frozen=True)
class Times:
    """`p50`, `p95`: milliseconds from the first byte sent to the last one read; `rate`: answers per second; `n`: how many."""

    p50: float
    p95: float
    rate: float
    n: int

    @classmethod
    def of(cls, milliseconds, seconds):
        """`seconds`: how long all of them took together, in which `rate` is counted."""
        return cls(median(milliseconds), percentile(milliseconds, 0.95), len(milliseconds) / seconds, len(milliseconds))


@dataclass(frozen=True)
class Measured:
    """One action at one size, beside its floor in the same minutes. `sql_ms`: time in the database, as the application
    waits for it; `sent`: bytes of the body on the wire; `gzipped`: the same body compressed, as a proxy sends it; `hash_ms`: one hash of
    a password in the same minutes, where the limit speaks of one; `named`: how many tickets the page names."""

    one: Times
    eight: Times
    floor_one: Times
    floor_eight: Times
    statements: int
    sql_ms: float
    sent: int
    gzipped: int
    hash_ms: float = 0.0
    named: int = 0

    @property
    def ratio_one(self):
        return ratio(self.one.p50, self.floor_one.p50)

    @property
    def ratio_eight(self):
        return ratio(self.eight.p50, self.floor_eight.p50)

    @property
    def rate_ratio(self):
        """Answers per second at eight clients, as a share of the floor's."""
        return ratio(self.eight.rate, self.floor_eight.rate)

    def as_dict(self):
        ratios = {"ratio_one": self.ratio_one, "ratio_eight": self.ratio_eight, "rate_ratio": self.rate_ratio}
        return asdict(self) | ratios


def growth(first, last):
    """How much dearer it became, each seen against the floor of its own minutes. What is judged is measured side by side."""
    return ratio(last["ratio_one"], first["ratio_one"])
