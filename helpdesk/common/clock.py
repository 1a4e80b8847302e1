"""Jobs that time starts, by name. Each noun declares its own in a file `jobs.py`, listed in `helpdesk/jobs.py`."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.management.base import CommandError
from django.db import connection, transaction

JOBS: dict[str, "Job"] = {}


@dataclass(frozen=True)
class Job:
    """`work()` returns how many things it did; it must bear being run again at once."""

    name: str
    every: timedelta
    work: Callable[[], int]

    @property
    def purpose(self) -> str:
        return (self.work.__doc__ or "").strip().splitlines()[0]

    def run(self) -> int | None:
        """Do the work unless another clock is at it; then None."""
        with transaction.atomic(), connection.cursor() as cursor:
            # Held until the transaction ends, whatever happens to this process.
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [CLOCK, zlib.crc32(self.name.encode()) - 2**31])
            return self.work() if cursor.fetchone()[0] else None


CLOCK = 0x434C4F43  # keeps our locks apart from those of others


def job(**every):
    """`@job(minutes=1)` makes a function without arguments a job named after it."""

    def register(work):
        JOBS[work.__name__] = Job(work.__name__, timedelta(**every), work)
        return work

    return register


def named(names) -> list[Job]:
    unknown = set(names) - set(JOBS)
    if unknown:
        raise CommandError(f"No job {', '.join(sorted(unknown))}. There are: {', '.join(sorted(JOBS))}.")
    return [JOBS[name] for name in names or JOBS]
