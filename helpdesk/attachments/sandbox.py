"""Look at a stranger's file in a process of its own, so that a hostile one cannot take a web worker down.

A fresh Python for each file costs about 0.1 s and needs nothing running: it works the same under gunicorn, in the task
queue and in tests. (`multiprocessing` would fork a worker together with its database connection.)
"""

import json
import logging
import signal
import subprocess  # nosec B404
import sys
import tempfile
from pathlib import Path

from . import limits
from .refusals import Refused

log = logging.getLogger(__name__)
MAIN = str(Path(__file__).parent / "inside" / "main.py")
ROOT = str(Path(__file__).resolve().parents[2])
SUMMARY = 4096
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
"""No secret. One arena: each thread's own would take address space of the little that there is."""


def _signals(*names):
    """Exit codes of a process ended by one of these signals, as far as this system knows them."""
    return {-getattr(signal, name) for name in names if hasattr(signal, name)}


OUT_OF_TIME = _signals("SIGKILL", "SIGXCPU", "SIGXFSZ")
CRASHED = _signals("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP")


class SandboxBroken(Refused):
    """The separate process could not start, or got no processor: our fault, never the file's. Later it may work.

    `detail` is for the log, the sentence of “busy” for people.
    """

    def __init__(self, detail):
        super().__init__("busy")
        log.error("The separate process failed: %s", detail)


def run(task, data, **facts):
    """Run `task` (one of inside/main.py) on `data`; return (answer, bytes made), or raise Refused or SandboxBroken."""
    rules = {
        "cpu": limits.CPU_SECONDS,
        "memory": limits.MEMORY,
        "pages": limits.MAX_PAGES,
        "pixels": limits.MAX_PIXELS,
        "passes": limits.MAX_PASSES,
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
                timeout=limits.WALL_SECONDS,
                cwd="/",
                env=ENVIRONMENT,
            )
        except subprocess.TimeoutExpired:
            # A file that takes all its processor time is ended by the system long before (RLIMIT_CPU).
            raise SandboxBroken("no processor for this file in time") from None
        except OSError as problem:  # no room for one more process
            raise SandboxBroken(str(problem)) from problem
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
