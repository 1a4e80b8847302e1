"""Look at a stranger's file in a process of its own, so that a hostile one cannot take a web worker down.

A fresh Python for each file costs about 0.1 s and needs nothing running: it works the same under gunicorn, in the task
queue and in tests. (`multiprocessing` would fork a worker together with its database connection.)
"""

import json
import signal
import subprocess  # nosec B404
import sys
import tempfile
from pathlib import Path

from . import limits
from .refusals import Refused

MAIN = str(Path(__file__).parent / "inside" / "main.py")
ROOT = str(Path(__file__).resolve().parents[2])
SUMMARY = 4096
LONG = ("pages", "reduce", "photo", "heic")
"""Tasks that draw many pages, or decode what is slow to decode (HEIC)."""


def _signals(*names):
    """Exit codes of a process ended by one of these signals, as far as this system knows them."""
    return {-getattr(signal, name) for name in names if hasattr(signal, name)}


OUT_OF_TIME = _signals("SIGKILL", "SIGXCPU", "SIGXFSZ")
CRASHED = _signals("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL")


class SandboxBroken(RuntimeError):
    """The separate process could not start: our fault, never the file's."""


def run(task, data, **facts):
    """Run `task` (one of limits.MEMORY) on `data`; return (answer, bytes made) or raise Refused."""
    is_long = task in LONG
    rules = {
        "cpu": limits.LONG_CPU_SECONDS if is_long else limits.CPU_SECONDS,
        "memory": limits.MEMORY[task],
        "pages": limits.MAX_PAGES,
        "pixels": limits.MAX_PIXELS,
        "side": limits.LONG_SIDE,
        "output": limits.MAX_BYTES,
        **facts,
    }
    paths = [ROOT, *(path for path in sys.path if path and path != ROOT)]
    command = [sys.executable, "-I", "-S", MAIN, task, json.dumps(rules), json.dumps(paths)]
    # A file instead of a pipe for the answer: its size limit holds there (RLIMIT_FSIZE).
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        try:
            done = subprocess.run(  # noqa: S603  # nosec B603
                command,
                input=data,
                stdout=out,
                stderr=errors,
                timeout=limits.LONG_WALL_SECONDS if is_long else limits.WALL_SECONDS,
                cwd="/",
                env={"LC_ALL": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired:
            raise Refused("heavy") from None
        out.seek(0)
        line = out.readline(SUMMARY)
        if done.returncode or not line.endswith(b"\n"):
            raise _verdict(done.returncode, errors)
        answer = json.loads(line)
        if "refused" in answer:
            raise Refused(answer.pop("refused"), **answer)
        return answer, out.read(limits.MAX_BYTES)


def _verdict(code, errors):
    if code in OUT_OF_TIME:
        return Refused("heavy")
    if code in CRASHED:
        return Refused("damaged")
    errors.seek(0)
    return SandboxBroken(errors.read(SUMMARY).decode(errors="replace") or f"exit code {code}")
