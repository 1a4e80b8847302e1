"""What each row of the result may cost at most. Only ratios are judged, and numbers of statements."""

from dataclasses import dataclass

GROWTH = 1.2  # from the first size to the last, of the ratio to the floor
QUEUE_GZIPPED = 7_000  # bytes of the queue's HTML
COLD_BYTES, COLD_FILES = 85_000, 4  # CSS and scripts of a desk page for somebody who was never here, gzipped
MEMORY_MIB = 300  # two workers
HASHES = 1.2  # hashes beside the floor that a login may cost


@dataclass(frozen=True)
class Limit:
    """`times`: p50 at one client over its floor's; `statements`: SQL; `rate`: share of the floor's rate at eight clients.
    `hashes`: hashes of a password that come on top of the floor (then `times` is 1). None: not judged."""

    times: float | None = None
    statements: int | None = None
    rate: float | None = None
    hashes: float = 0
    grows: bool = True


QUEUE = Limit(2.5, 8)
TICKET = Limit(2.5, 10)
OWN = Limit(1.25, 6)
DASHBOARD = Limit(3, 10)
CREATE, REPLY, CREATE_PDF = Limit(2.0, 12), Limit(2.5, 12), Limit(1.5, 14)
PUBLIC = Limit(2, 1, rate=0.55)
LOGIN = Limit(1, 8, hashes=HASHES)
ONLY_SHOWN = Limit(grows=False)
