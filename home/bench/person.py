"""Somebody at a browser: cookies, the token of the forms, and requests ready to be sent."""

import re
import secrets
from urllib.parse import urlencode

from home.bench import wire
from home.bench.counting import ASK

# What the proxy in front would say, and what a browser does.
HEAD = (
    "{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: {address}\r\n"
    "Accept-Encoding: gzip\r\nAccept: {accept}\r\nAccept-Language: id\r\nReferer: https://localhost/\r\n{more}\r\n"
)
CSRF = "csrftoken"
HTML = "text/html,application/xhtml+xml"


class Person:
    """`lines`: the connections; `cookies`: what the server gave."""

    def __init__(self, place):
        self.place, self.cookies, self.address = place, {}, some_address()

    def request(self, path, *, body=None, kind="", accept=HTML, address="", counted=False):
        """The bytes of a GET, or of a POST of `body`."""
        more = "".join(f"{name}: {value}\r\n" for name, value in self.more(body, kind, counted))
        head = HEAD.format(
            method="GET" if body is None else "POST", path=path, accept=accept, address=address or self.address, more=more
        )
        return head.encode() + (body or b"")

    def more(self, body, kind, counted):
        if self.cookies:
            yield "Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            yield "Content-Type", kind
            yield "Content-Length", len(body)
        if counted:
            yield ASK, "1"

    def ask(self, path, **how):
        """One request on a connection of its own; the Answer. Cookies are kept."""
        line = wire.Line(*self.place)
        try:
            _took, (answer,), _seconds = wire.race([line], lambda: self.request(path, **how), 1)
        finally:
            line.close()
        self.keep(answer)
        return answer

    def keep(self, answer):
        for name, value in re.findall(rb"(?im)^set-cookie:\s*([^=;\s]+)=([^;\r\n]*)", answer.head):
            self.cookies[name.decode()] = value.decode()

    def token(self):
        """The token of this person's forms, with the cookie that goes with it."""
        return self.cookies.setdefault(CSRF, secrets.token_hex(16))

    def log_in(self, name, password):
        answer = self.ask("/akun/login/", **self.login(name, password))
        if answer.status != 302 or not any("session" in cookie for cookie in self.cookies):
            raise wire.Broken(f"{name} could not log in: {answer.status}")
        return self

    def login(self, name, password):
        fields = {"csrfmiddlewaretoken": self.token(), "login": name, "password": password}
        return {"body": urlencode(fields).encode(), "kind": "application/x-www-form-urlencoded", "address": some_address()}


def some_address():
    """Each login comes from elsewhere: the throttle that counts per address is not what is measured."""
    return "10." + ".".join(str(secrets.randbelow(254) + 1) for _part in range(3))


def form(fields, file=None, field="files", name="surat.pdf"):
    """(body, kind) of a form as a browser sends it, `file`: the bytes of a PDF."""
    mark = secrets.token_hex(16)
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
    if file is not None:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'
        parts += [head.encode(), file, b"\r\n"]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
