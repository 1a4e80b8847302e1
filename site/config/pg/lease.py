"""Who still needs the server: a file lock shared by each process for its life.

The kernel drops it however the process ends, kill -9 included; forked children share it. No list of process ids,
no atexit.
"""

import fcntl
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from . import programs

_held: dict[Path, int] = {}


@contextmanager
def start_lock(folder: Path):
    """One start or stop at a time."""
    with (folder / "start.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_held(folder: Path) -> bool:
    return folder in _held


def hold(folder: Path) -> None:
    """Keep the server for as long as this process lives."""
    if folder not in _held:
        descriptor = os.open(folder / "lease", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        _held[folder] = descriptor


def watch(folder: Path, data: Path, account) -> None:
    """Start the process that stops the server after the last lease. A second one ends by itself."""
    user = [str(account.pw_uid), str(account.pw_gid)] if account else []
    subprocess.run(
        [sys.executable, "-S", "-I", str(Path(__file__).with_name("watcher.py")),
         str(folder), str(data), programs.program("pg_ctl"), *user],
        cwd="/",
        env={"LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )


def keep_over_exec() -> None:
    """Let the program that replaces this process by exec hold its leases on."""
    for descriptor in _held.values():
        os.set_inheritable(descriptor, True)
