"""A mail server that takes everything and remembers it: one entry for each mail it has taken, however often."""

import socketserver
import threading
from email import message_from_bytes


class Sink(socketserver.ThreadingTCPServer):
    """`taken`: Message-IDs in the order in which they came. `hold_at`: the number of the mail that is taken but never
    answered, until `let_go` is set; `is_held` tells that it has come."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, hold_at=0):
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken, self.hold_at = [], hold_at
        self.is_held, self.let_go, self.lock = threading.Event(), threading.Event(), threading.Lock()

    @property
    def port(self):
        return self.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True, kwargs={"poll_interval": 0.1}).start()
        return self

    def __exit__(self, *error):
        self.let_go.set()
        self.shutdown()
        self.server_close()

    def take(self, raw):
        with self.lock:
            self.taken.append(message_from_bytes(raw)["Message-ID"])
            is_the_one = len(self.taken) == self.hold_at
        if is_the_one:
            self.is_held.set()
            self.let_go.wait(30)


class Talk(socketserver.StreamRequestHandler):
    """SMTP, as much of it as a sender needs (RFC 5321)."""

    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                self.server.take(b"".join(iter(self.rfile.readline, b".\r\n")))
            elif word == b"QUIT":
                return self.say("221 bye")
            self.say("250 ok")

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")
