"""Lighthouse with its own phone profile: a small screen, a slow processor, a slow line."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import tools

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 95


@dataclass(frozen=True)
class Found:
    """`scores`: 0–100 by category; `lost`: sentences about what cost points; `requests`: (address, kind, bytes on the wire)."""

    scores: dict
    lost: list
    requests: list

    @property
    def weight(self):
        """Bytes of everything but pictures."""
        return sum(size for _url, kind, size in self.requests if kind != "Image")


def best_of(address, tries=3):
    """Again while it is not enough: other work on the machine costs points and never gives any."""
    found = measure(address)
    for _try in range(tries - 1):
        if min(found.scores.values()) >= ENOUGH:
            break
        found = max(found, measure(address), key=lambda one: sum(one.scores.values()))
    return found


def measure(address):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        flags = "--headless=new --no-first-run" + (" --no-sandbox" if os.geteuid() == 0 else "")
        subprocess.run(
            [
                tools.program("node"), str(tools.install("lighthouse") / "lighthouse" / "cli" / "index.js"), address, "--quiet",
                "--output=json", f"--output-path={out}", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}",
            ],
            env={**os.environ, "CHROME_PATH": tools.chromium()}, check=True, timeout=180,
        )  # fmt: skip
        report = json.loads(out.read_text())
    found = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    requests = report["audits"]["network-requests"]["details"]["items"]
    return Found(
        found, [sentence for name in CATEGORIES if found[name] < 100 for sentence in lost(report, name)],
        [(one["url"], one.get("resourceType", ""), one.get("transferSize", 0)) for one in requests],
    )  # fmt: skip


def lost(report, category):
    for ref in report["categories"][category]["auditRefs"]:
        audit = report["audits"][ref["id"]]
        if ref["weight"] and audit["score"] is not None and audit["score"] < 0.9:
            yield f"{category}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
