"""The other end of inside/warm.py: a process that has Python and the library loaded, and forks for each file.

A fresh Python with its library takes 0.2 s, a fork that waits for work takes 2 ms. One such process serves whoever
was forked after its start (gunicorn starts it before its workers); any other process starts its own with the first file. It ends
by itself when the last of them has ended, however that was. One that has died is started again.
"""

import json
import os
import socket
import subprocess  # nosec B404
import sys
import threading
from pathlib import Path

HOST = str(Path(__file__).parent / "inside" / "warm.py")
IS_POSSIBLE = sys.platform == "linux"
"""Elsewhere no socket keeps messages apart and carries descriptors; there each file gets a fresh Python."""

_hosts, _lock = {}, threading.Lock()


class Gone(Exception):
    """The process died before it told an exit code. The next file starts another one."""


def _unlocked():
    global _lock
    _lock = threading.Lock()


if IS_POSSIBLE:
    # A thread may have held it in the moment of the fork.
    os.register_at_fork(after_in_child=_unlocked)


class Fork:
    """One run of PROGRAM with these arguments, begun at once. Closing it ends it, whether it is done or not.

    `files`: what becomes its stdin, stdout and stderr. Raises OSError where no process can be started.
    """

    def __init__(self, program, arguments, *, files, paths, environment):
        self.program, self.host = program, None
        self.line, its = socket.socketpair()
        with its:
            message = json.dumps(arguments).encode()
            descriptors = [*(file.fileno() for file in files), its.fileno()]
            try:
                self.host = _send(program, message, descriptors, paths, environment)
            except (BrokenPipeError, ConnectionResetError):  # it has died since the last file
                self.host = _send(program, message, descriptors, paths, environment)

    def exit_code(self, seconds):
        """Wait for it (negative: the signal that ended it). Raises TimeoutError after `seconds`, and Gone."""
        self.line.settimeout(seconds)
        told = self.line.recv(16)
        if not told:
            _forget(self.program, self.host)
            raise Gone("the process that stands ready has died")
        return int(told)

    def close(self):
        self.line.close()


def _send(program, message, descriptors, paths, environment):
    host = start(program, paths=paths, environment=environment)
    try:
        socket.send_fds(host, [message], descriptors)
    except OSError:
        _forget(program, host)
        raise
    return host


def start(program, *, paths, environment):
    """Return the socket of the process that runs PROGRAM; start it where there is none. Does not wait until it is ready."""
    with _lock:
        if program not in _hosts:
            mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            command = [sys.executable, "-I", "-S", HOST, program, json.dumps(paths), str(its.fileno())]
            with its:
                process = subprocess.Popen(  # noqa: S603  # nosec B603
                    command, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    cwd="/", env=environment, start_new_session=True,
                )  # fmt: skip
            _hosts[program] = mine, process
        return _hosts[program][0]


def _forget(program, host):
    """Let the next call start another one, unless somebody has done so already."""
    with _lock:
        if _hosts.get(program, (None,))[0] is host:
            _mine, process = _hosts.pop(program)
            process.poll()  # a dead one leaves the system's table
