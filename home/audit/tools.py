"""The two programs that measure: pinned in `tools/`, installed by npm into `var/tools`."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings

PINNED = settings.BASE_DIR / "tools"
INSTALLED = settings.BASE_DIR / "var" / "tools"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class Missing(Exception):
    """A program of the system is not here; the text says which."""


def program(*names):
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise Missing(f"{names[0]} is not installed on this machine.")
    return found


def chromium():
    return os.environ.get("CHROMIUM") or program(*CHROMIUMS)


def install(name):
    """Install what `tools/<name>/package-lock.json` names, unless exactly that is there; return its node_modules."""
    folder = INSTALLED / name
    lock = (PINNED / name / "package-lock.json").read_bytes()
    stamp = folder / "installed.json"
    if not stamp.exists() or stamp.read_bytes() != lock:
        folder.mkdir(parents=True, exist_ok=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(PINNED / name / file, folder / file)
        # No script of a package runs, and no second browser is downloaded.
        subprocess.run(
            [program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, check=True
        )
        stamp.write_bytes(lock)
    return folder / "node_modules"


def nu_jar() -> Path | None:
    """The HTML checker where it is installed (VNU_JAR names another), else None."""
    jar = Path(os.environ.get("VNU_JAR") or INSTALLED / "html-checker" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar")
    return jar if jar.exists() else None
