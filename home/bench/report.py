"""The result as one object that becomes JSON, and two of them compared.

`{"commit", "machine", "sizes": {"10000": {"actions": {name: Measured, floor, limit}, "memory", "cold", "queue_gzipped", "static"}},
"growth": {name: {"first": ms, "last": ms}}}`
"""

import json
import os
import platform
import subprocess
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from home.bench import verdicts
from home.bench.limits import Limit

NOISE = 0.10  # a ratio that differs by less says nothing


def machine():
    return {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.platform(terse=True)}


def commit():
    """What was measured; "+" behind it: with changes that are not committed."""
    def said(*command):
        return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False).stdout.strip()

    return said("git", "rev-parse", "--short=12", "HEAD") + ("+" if said("git", "status", "--porcelain", "-uno") else "")


def described(action, measured):
    return {**measured.as_dict(), "floor": action.floor, "limit": asdict(action.limit)}


def judged(report):
    """[(size or "growth", name, Verdict)] about everything in the report."""
    found = []
    for size, one in report["sizes"].items():
        found += [(size, "", verdict) for verdict in verdicts.of_size(one)]
        for name, action in one["actions"].items():
            limit = Limit(**action["limit"])
            found += [(size, name, verdict) for verdict in verdicts.of_action(limit, action)]
    return found + [("growth", name, verdict) for name, verdict in grown(report)]


def grown(report):
    """(name, Verdict) for every action that was measured at the first and at the last size side by side."""
    for name, both in report.get("growth", {}).items():
        for verdict in verdicts.of_growth(both):
            yield name, verdict


def from_first_to_last(report):
    """(name, what was measured at the first size, and at the last); nothing of a single size."""
    sizes = sorted(report["sizes"], key=int)
    if len(sizes) < 2:
        return
    first, last = (report["sizes"][size]["actions"] for size in (sizes[0], sizes[-1]))
    for name in first:
        if name in last:
            yield name, first[name], last[name]


def write(report, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def compared(before, now):
    """[(size, name, ratio before, ratio now, change)] of what both measured; `change` is 0.2 where it became a fifth dearer."""
    rows = []
    for size, one in now["sizes"].items():
        old = before["sizes"].get(size, {"actions": {}})["actions"]
        for name, action in one["actions"].items():
            if name in old:
                was, is_now = old[name]["ratio_one"], action["ratio_one"]
                rows.append((size, name, was, is_now, is_now / was - 1))
    return rows


def became_dearer(rows):
    return [row for row in rows if row[4] > NOISE]
