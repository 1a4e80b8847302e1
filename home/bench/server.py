"""gunicorn as production runs it: its configuration file, two workers, and what they weigh."""

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from home.audit.server import free_port

WORKERS = 2
# Not as in production: no worker is replaced in the middle of a measurement, and no line is dropped between two rounds.
FLAGS = ["--max-requests", "0", "--keep-alive", "75"]


@contextmanager
def running(database):
    """Gives (host, port), process id; the server is stopped at the end."""
    host, port = "127.0.0.1", free_port()
    ran = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.py", *FLAGS, "home.bench.wsgi:application"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "HOST": host, "PORT": str(port), "WEB_CONCURRENCY": str(WORKERS), "BENCH_DATABASE": database,
             "PYTHONPATH": "site", "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "LOG_LEVEL": "ERROR"},
    )
    try:
        wait_for(f"http://{host}:{port}/healthz", ran)
        yield (host, port), ran.pid
    finally:
        ran.terminate()
        ran.wait(40)


def wait_for(address, ran, seconds=60):
    request = urllib.request.Request(address, headers={"Host": "localhost"})  # noqa: S310
    for _try in range(seconds * 10):
        if ran.poll() is not None:
            raise RuntimeError("gunicorn has ended; what it said stands above.")
        try:
            with urllib.request.urlopen(request, timeout=10):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server did not start.")


def memory(pid):
    """{"pss": MiB, "rss": MiB} of the workers together; None where the system does not tell (no /proc)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        sums = [of_process(Path(f"/proc/{child}/smaps_rollup").read_text()) for child in children]
    except OSError:
        return None
    return {name: round(sum(one[name] for one in sums) / 1024, 1) for name in ("pss", "rss")}


def of_process(text):
    """{"pss": kB, "rss": kB} out of /proc/…/smaps_rollup."""
    lines = dict(line.split(":", 1) for line in text.splitlines() if ":" in line and "-" not in line.split(":")[0])
    return {name.lower(): int(lines[name].split()[0]) for name in ("Pss", "Rss")}
