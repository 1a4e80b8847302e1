"""Look at a stranger's file in a process of its own, so that a hostile one cannot take a web worker down.

Each file gets a new process: a fork of one that has Python and the library loaded (warm.py), or where that is not to be had
a fresh Python, which costs 0.2 s. Both run the same program, inside/main.py, behind the same limits. (`multiprocessing`
would fork a worker together with its database connection.)
"""

import json
import logging
import os
import signal
import subprocess  # nosec B404
import sys
import tempfile
from pathlib import Path

from . import limits, warm
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
    """Run `task` (one of inside/main.py) on `data`; return (answer, bytes made), or raise Refused or SandboxBroken.

    `data`: bytes, or a file on the disk, which is read from its beginning by the separate process alone.
    """
    with begin(task, data, **facts) as look:
        return look.result()


def begin(task, data, **facts):
    """The same for those who have something else to do meanwhile: a Look, to be used as a context. Raises SandboxBroken."""
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
    paths = _paths()
    look = Look(data)
    try:
        look.begin([task, json.dumps(rules), json.dumps(paths)], paths)
    except OSError as problem:  # no room for one more process
        look.close()
        raise SandboxBroken(str(problem)) from problem
    return look


class Look:
    """One file that is being looked at."""

    def __init__(self, data):
        # A file instead of a pipe for the answer: its size limit holds there (RLIMIT_FSIZE).
        self.data, self.out, self.errors, self.process = _readable(data), _scratch(), _scratch(), None

    def begin(self, arguments, paths):
        files = (self.data, self.out, self.errors)
        if warm.IS_POSSIBLE:
            self.process = warm.Fork(MAIN, arguments, files=files, paths=paths, environment=ENVIRONMENT)
        else:
            self.process = FreshPython(arguments, files)

    def result(self):
        """Wait for (answer, bytes made), or raise Refused or SandboxBroken."""
        try:
            code = self.process.exit_code(limits.WALL_SECONDS)
        except TimeoutError:
            # A file that takes all its processor time is ended by the system long before (RLIMIT_CPU).
            raise SandboxBroken("no processor for this file in time") from None
        except (OSError, warm.Gone) as problem:
            raise SandboxBroken(str(problem)) from problem
        self.out.seek(0)
        line = self.out.readline(SUMMARY)
        if code or not line.endswith(b"\n"):
            raise _verdict(code, self.errors)
        answer = json.loads(line)
        if "refused" in answer:
            raise Refused(answer.pop("refused"), **answer)
        return answer, self.out.read(limits.MAX_BYTES)

    def close(self):
        """End it, done or not."""
        for part in (self.process, self.data, self.out, self.errors):
            if part is not None:
                part.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class FreshPython:
    """The same as warm.Fork, in a process that begins with nothing."""

    def __init__(self, arguments, files):
        stdin, stdout, stderr = files
        command = [sys.executable, "-I", "-S", MAIN, *arguments]
        self.process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, cwd="/", env=ENVIRONMENT)  # noqa: S603  # nosec B603

    def exit_code(self, seconds):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None

    def close(self):
        self.process.kill()
        self.process.wait()


def stand_ready():
    """Let the next file find Python and the library loaded. For a process that is about to fork others: they share it."""
    if warm.IS_POSSIBLE:
        warm.start(MAIN, paths=_paths(), environment=ENVIRONMENT)


def _paths():
    return [ROOT, *(path for path in sys.path if path and path != ROOT)]


def _readable(data):
    """The bytes or the file on the disk, open for reading only."""
    if not isinstance(data, bytes):
        return Path(f"/dev/fd/{data.fileno()}").open("rb", buffering=0)  # another opening of the same file, with a place of its own
    given = _scratch()
    given.write(data)
    given.seek(0)
    return given


def _scratch():
    """A file without a name, in memory where the system has such."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("sandbox"), "w+b")
    return tempfile.TemporaryFile()


def _verdict(code, errors):
    if code in OUT_OF_TIME:
        return Refused("heavy")
    if code in CRASHED:
        return Refused("damaged")
    errors.seek(0)
    return SandboxBroken(errors.read(SUMMARY).decode(errors="replace") or f"exit code {code}")
