"""The load: requests written beforehand, over keep-alive lines, by one thread and as few calls as possible.

Client and server share the processors, so what the client costs is taken from the server. A common client library
needs as long for one answer as a small page; here it is some twenty microseconds.
"""

import selectors
import socket
import time
from collections import namedtuple

Answer = namedtuple("Answer", "status head body")
PIECE = 1 << 18


class Broken(Exception):
    """The server said something that nobody asked for; the text shows it."""


class Line:
    """One keep-alive connection, with the request that is under way."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.got, self.rest, self.started = bytearray(), memoryview(b""), 0.0
        self.wanted, self.head_ends = None, 0

    def begin(self, request):
        self.got.clear()
        self.wanted, self.rest = None, memoryview(request)
        self.started = time.perf_counter()
        self.push()

    def push(self):
        """Write as much as the socket takes; whether all of it has gone."""
        while self.rest:
            try:
                self.rest = self.rest[self.socket.send(self.rest) :]
            except BlockingIOError:
                return False
        return True

    def pull(self):
        """Read what is there; the Answer when it is whole, else None."""
        try:
            piece = self.socket.recv(PIECE)
        except BlockingIOError:
            return None
        if not piece:
            raise Broken(f"The server hung up after {len(self.got)} bytes.")
        self.got += piece
        if self.wanted is None and (end := self.got.find(b"\r\n\r\n")) >= 0:
            self.head_ends = end + 4
            self.wanted = self.head_ends + length_of(bytes(self.got[:end]))
        if self.wanted is None or len(self.got) < self.wanted:
            return None
        head = bytes(self.got[: self.head_ends])
        return Answer(int(head[9:12]), head, bytes(self.got[self.head_ends :]))

    def close(self):
        self.socket.close()


def length_of(head):
    """Bytes of the body that follows; every answer of the site says so."""
    if value := header(head, b"content-length"):
        return int(value)
    if head[9:12] in {b"204", b"304"}:
        return 0
    raise Broken(f"An answer without Content-Length:\n{head.decode('latin-1')}")


def header(head, name):
    """The value of a header (lower-case name), b"" where it is not there."""
    for line in head.split(b"\r\n")[1:]:
        key, _colon, value = line.partition(b":")
        if key.lower() == name:
            return value.strip()
    return b""


def race(lines, source, count):
    """Send `count` requests over the lines, each line the next one as soon as it has its answer.

    `source()` gives the bytes of the next request. Return (milliseconds of each, answers, seconds of all together).
    """
    took, answers, sent = [], [], 0
    with selectors.DefaultSelector() as selector:
        def start(line):
            line.begin(source())
            if line.rest:
                selector.modify(line.socket, selectors.EVENT_READ | selectors.EVENT_WRITE, line)

        for line in lines:
            selector.register(line.socket, selectors.EVENT_READ, line)
        began = time.perf_counter()
        for line in lines[:count]:
            start(line)
            sent += 1
        while len(took) < count:
            for key, events in selector.select(60) or hung(len(took)):
                line = key.data
                if events & selectors.EVENT_WRITE and line.push():
                    selector.modify(line.socket, selectors.EVENT_READ, line)
                if events & selectors.EVENT_READ and (answer := line.pull()):
                    took.append((time.perf_counter() - line.started) * 1000)
                    answers.append(answer)
                    if sent < count:
                        start(line)
                        sent += 1
        return took, answers, time.perf_counter() - began


def hung(count):
    raise Broken(f"No answer for a minute, after {count} others.")
