"""The shipped domain data: what a fresh site starts with. After loading, the tables are the truth, never this file."""

import json
from pathlib import Path

PATH = Path(__file__).resolve().parents[1] / "catalogue" / "data" / "domain.json"


def domain():
    """Return the data as plain dicts and lists; read anew each time, since only loading needs it."""
    return json.loads(PATH.read_text(encoding="utf-8"))
