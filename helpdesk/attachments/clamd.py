"""Speak to clamd over its socket (INSTREAM of clamd's manual): bytes in, verdict out. Nothing is written to a disk."""

import socket
import struct
from contextlib import contextmanager

from django.conf import settings

CHUNK = 128 * 1024
SECONDS = 30
"""clamd looks at a 4 MiB PDF in well under one."""


class ScannerDown(Exception):
    """No verdict: clamd does not answer, is loading its signatures, or has failed. Never a pass."""


def is_on():
    """A scanner is configured: CLAMD_ADDRESS, `/run/clamav/clamd.ctl` or `host:3310`."""
    return bool(settings.CLAMD_ADDRESS)


def scan(stream):
    """Return "" for a clean stream, else the name of what was found. Raises ScannerDown."""
    try:
        with _connected() as link:
            link.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                link.sendall(struct.pack("!L", len(chunk)) + chunk)
            link.sendall(struct.pack("!L", 0))
            return _verdict(_answer(link))
    except OSError as trouble:
        raise ScannerDown(str(trouble)) from trouble


def ping():
    """True when clamd answers; for `/readyz`-like pages and tests. Never raises."""
    try:
        with _connected() as link:
            link.sendall(b"zPING\0")
            return _answer(link) == "PONG"
    except (OSError, ScannerDown):
        return False


def _verdict(answer):
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerDown(answer[:200])


def _answer(link):
    got = b""
    while b"\0" not in got:
        part = link.recv(4096)
        if not part:
            break
        got += part
    return got.split(b"\0", 1)[0].decode("utf-8", "replace").strip()


@contextmanager
def _connected():
    address = settings.CLAMD_ADDRESS
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        where = address
    else:
        link = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        host, _colon, port = address.rpartition(":")
        where = (host, int(port))
    with link:
        link.settimeout(SECONDS)
        link.connect(where)
        yield link
