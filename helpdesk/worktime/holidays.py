"""Indonesian days off as the `holidays` package knows them, in the shape of the shipped data."""

from collections.abc import Iterator

from holidays import country_holidays

ESTIMATED = " (perkiraan)"
# A typo of the package in its label for moved days.
TYPO, RIGHT = "Pegangti", "Pengganti"


def days_off(year: int) -> Iterator[dict]:
    """Yield `date` (ISO), `name`, `kind` and `status` for each day off of a year, earliest first.

    The package must be asked for both its categories: PUBLIC are national holidays, GOVERNMENT is cuti bersama. Years whose
    joint decree it does not know have estimates and no cuti bersama at all, so all of a year's days are marked "confirm".
    """
    kinds = {}
    for category, kind in [("government", "cuti_bersama"), ("public", "libur_nasional")]:
        found = country_holidays("ID", years=year, categories=(category,), language="id")
        kinds |= {day: (name, kind) for day, name in found.items()}
    for day, (name, kind) in sorted(kinds.items()):
        name = name.replace(ESTIMATED, "").replace(TYPO, RIGHT)
        yield {"date": day.isoformat(), "name": name, "kind": kind, "status": "confirm"}
