"""✓ or ✗ for each limit: a sentence with both numbers, so that a table and a closing note say the same."""

from dataclasses import dataclass

from home.bench import limits
from home.bench.figures import ratio


@dataclass(frozen=True)
class Verdict:
    """`what` is judged: `value` against `most` (for a rate the least)."""

    what: str
    value: float
    most: float
    is_least: bool = False

    @property
    def is_kept(self):
        return self.value >= self.most if self.is_least else self.value <= self.most

    def __str__(self):
        sign = "≥" if self.is_least else "≤"
        return f"{'✓' if self.is_kept else '✗'} {self.what} {shown(self.value)} {sign} {shown(self.most)}"


def shown(number):
    return str(number) if isinstance(number, int) else f"{number:.2f}"


def of_action(limit, found):
    """The verdicts about one action at one size; `found`: Measured.as_dict()."""
    if limit.times is not None:
        value = found["ratio_one"]
        if limit.hashes:
            value = ratio(found["one"]["p50"], found["floor_one"]["p50"] + limit.hashes * found["hash_ms"])
        yield Verdict("× floor", value, limit.times)
    if limit.rate is not None:
        yield Verdict("rate × floor", found["rate_ratio"], limit.rate, is_least=True)
    if limit.statements is not None:
        yield Verdict("SQL", found["statements"], limit.statements)


def of_growth(grown):
    """The verdict about the way from the first to the last size; `grown`: p50 of both, side by side."""
    yield Verdict("growth", ratio(grown["last"], grown["first"]), limits.GROWTH)


def of_size(found):
    """What is judged once for each size: weight of the queue, of a cold page, and memory."""
    yield Verdict("queue HTML, bytes gzipped", found["queue_gzipped"], limits.QUEUE_GZIPPED)
    yield Verdict("CSS and scripts of a cold desk page, bytes", sum(found["cold"].values()), limits.COLD_BYTES)
    yield Verdict("files of a cold desk page", len(found["cold"]), limits.COLD_FILES)
    if found["memory"]:
        yield Verdict("two workers, MiB", found["memory"]["pss"], limits.MEMORY_MIB)
