"""The load generator against a server of a few lines, and what a browser would send."""

import gzip
import socket
import threading
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from home.bench import server, weights, wire
from home.bench.filled import fields_of
from home.bench.person import Person, form

PAGE = b'<form action="x"><input name=token value="abc"></form>'


@pytest.fixture
def place():
    """(host, port) of a server that answers the length of each body, in two pieces, and 404 to /missing."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=accept, args=(listener,), daemon=True).start()
    yield listener.getsockname()
    listener.close()


def accept(listener):
    while True:
        try:
            link, _address = listener.accept()
        except OSError:
            return
        threading.Thread(target=talk, args=(link,), daemon=True).start()


def talk(link):
    reader = link.makefile("rb")
    while first := reader.readline():
        length = 0
        while (line := reader.readline()) not in {b"\r\n", b""}:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body = str(len(reader.read(length))).encode()
        status = b"404 Not Found" if b" /missing " in first else b"200 OK"
        head = b"HTTP/1.1 " + status + b"\r\nContent-Length: %d\r\nSet-Cookie: sessionid=s1; Path=/\r\n\r\n" % len(body)
        link.sendall(head[:20])
        link.sendall(head[20:] + body)


def test_every_line_gets_its_answers_and_the_next_request(place):
    lines = [wire.Line(*place) for _line in range(4)]
    sizes = iter(range(50))
    took, answers, seconds = wire.race(lines, lambda: Person(place).request("/", body=b"x" * next(sizes), kind="text/plain"), 50)
    for line in lines:
        line.close()
    assert sorted(int(answer.body) for answer in answers) == list(range(50))
    assert len(took) == 50 and all(0 < one <= seconds * 1000 for one in took)


def test_a_body_larger_than_the_socket_goes_through(place):
    line = wire.Line(*place)
    _took, (answer,), _seconds = wire.race([line], lambda: Person(place).request("/", body=b"x" * 8_000_000, kind="text/plain"), 1)
    line.close()
    assert answer.body == b"8000000"


def test_fewer_requests_than_lines_are_answered_too(place):
    lines = [wire.Line(*place) for _line in range(4)]
    assert len(wire.race(lines, lambda: Person(place).request("/"), 2)[1]) == 2
    for line in lines:
        line.close()


def test_a_server_that_hangs_up_is_a_sentence(place):
    line = wire.Line(*place)
    line.socket.shutdown(socket.SHUT_WR)
    with pytest.raises((wire.Broken, BrokenPipeError)):
        wire.race([line], lambda: Person(place).request("/"), 1)
    line.close()


def test_an_answer_must_say_how_long_it_is():
    assert wire.length_of(b"HTTP/1.1 204 No Content\r\nServer: x") == 0
    with pytest.raises(wire.Broken, match="Content-Length"):
        wire.length_of(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked")


def test_a_person_keeps_the_cookies_and_shows_them(place):
    person = Person(place)
    assert person.ask("/").status == 200
    assert b"Cookie: sessionid=s1\r\n" in person.request("/")
    assert b"Bench-Count" not in person.request("/") and b"Bench-Count: 1" in person.request("/", counted=True)
    assert person.ask("/missing").status == 404


def test_each_login_comes_from_another_address():
    person = Person(None)
    first, second = (person.login("load-client-1", "a&b=c") for _time in range(2))
    assert first["address"] != second["address"]
    sent = parse_qs(first["body"].decode())
    assert sent["password"] == ["a&b=c"] and sent["csrfmiddlewaretoken"] == [person.cookies["csrftoken"]]


def test_django_reads_the_form_that_is_sent():
    body, kind = form({"title": "Judul é", "token": "t" * 20}, b"%PDF-1.4 \r\n--", name="surat.pdf")
    request = RequestFactory().generic("POST", "/", body, content_type=kind)
    assert QueryDict("title=Judul é&token=" + "t" * 20) == request.POST
    assert request.FILES["files"].read() == b"%PDF-1.4 \r\n--" and request.FILES["files"].name == "surat.pdf"


def test_a_form_is_sent_back_as_it_was_given():
    html = """
    <form><input name="q" value="other"></form>
    <form method="post"><input type="hidden" name="token" value="a&amp;b"><input type="checkbox" name="private">
      <input type="radio" name="who" value="1"><input type="radio" name="who" value="2" checked><input type="file" name="files">
      <textarea name="text">two
lines &lt;</textarea>
      <select name="type"><option value="7">A</option><option value="8" selected>B</option></select>
      <select name="source"><option value="5">C</option><option value="6">D</option></select>
    <button name="go" value="1">Go</button></form>"""
    found = fields_of(html, "token")
    assert found == {"token": "a&b", "who": "2", "text": "two\nlines <", "type": "8", "source": "5"}
    with pytest.raises(LookupError, match="nothing"):
        fields_of(html, "nothing")


class Pages:
    """Answers for `weights`: {address: (head, body)}."""

    def __init__(self, **pages):
        self.pages = pages

    def ask(self, path):
        head, body = self.pages[path]
        return wire.Answer(200, b"HTTP/1.1 200 OK\r\n" + head, body)


def test_a_cold_page_weighs_its_styles_and_scripts_once_and_compressed():
    html = b"""<link rel="stylesheet" href="/a.css"><link rel="icon" href="/i.png"><script type="module" src="/a.js"></script>
    <link rel="modulepreload" href="/a.js"><script type="application/json">{}</script>"""
    packed = gzip.compress(b"a" * 5000)
    pages = Pages(**{"/": (b"", html), "/a.css": (b"Content-Encoding: gzip\r\n", packed), "/a.js": (b"", b"b" * 5000)})
    found = weights.cold(pages, "/")
    assert list(found) == ["/a.css", "/a.js"]
    assert found["/a.css"] == len(packed) and found["/a.js"] < 200


def test_memory_is_read_from_the_systems_own_words():
    text = "55d0-7ffc ---p 00000000 00:00 0 [rollup]\nRss:              150000 kB\nPss:              120000 kB\nPss_Anon: 5 kB\n"
    assert server.of_process(text) == {"pss": 120_000, "rss": 150_000}
