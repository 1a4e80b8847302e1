"""Runs in a process of its own: `python -I -S main.py TASK LIMITS PATHS`, file on stdin, answer on stdout.

The answer is one line of JSON, followed by the made file where the task makes one. Nothing of Django is loaded and
the environment is empty, so that a file which breaks out of a parser finds no secret, no database and no time.
"""

import json
import mmap
import os
import sys
from pathlib import Path

WITHOUT_PROC = 384 * 1024 * 1024


def taken():
    """Bytes of address space that Python, the libraries and the file take already."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return WITHOUT_PROC


def lock_up(limits):
    """Take memory, processor time and the right to write files away from this process."""
    try:
        import resource
    except ImportError:  # Not a POSIX system: the caller's clock is the only limit there.
        return
    cpu = limits["cpu"]
    memory = taken() + limits["memory"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["output"], limits["output"]))


class Mapped(mmap.mmap):
    """stdin as bytes that are not copied: of a PDF only some parts are looked at."""

    def opened(self):
        """The same as a file of its own."""
        return open(0, "rb", closefd=False)


def main(task, limits, paths):
    """Load the libraries, close the door, then look at the file."""
    limits = json.loads(limits)
    sys.path[:] = json.loads(paths)
    if task == "pdf":
        from helpdesk.attachments.inside.pdf import inspect as work
    elif task == "page":
        from helpdesk.attachments.inside.page import draw as work
    elif task == "picture":
        from helpdesk.attachments.inside.picture import to_pdf as work
    elif task == "heic":
        from helpdesk.attachments.inside.photo import to_pdf as work
    elif task == "photo":
        from helpdesk.attachments.inside.photo import to_jpeg as work
    elif task == "pages":
        from helpdesk.attachments.inside.sheets import pack as work
    elif task == "reduce":
        from helpdesk.attachments.inside.scans import reduce as work
    else:
        from helpdesk.attachments.inside.portrait import to_square as work
    data = Mapped(0, 0, access=mmap.ACCESS_READ) if task == "pdf" else sys.stdin.buffer.read()
    lock_up(limits)
    try:
        answer, made = work(data, limits)
    except (MemoryError, RecursionError):
        answer, made = {"refused": "heavy"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)


if __name__ == "__main__":
    main(*sys.argv[1:4])
