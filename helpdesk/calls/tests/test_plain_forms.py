"""Without JavaScript: each step by the links and forms that the page before has, with what stands in them and no more."""

import re
from datetime import time, timedelta
from html import unescape

import pytest
from django.test import Client

from helpdesk.calls.tests.conftest import hours
from helpdesk.tests import factories as make


class Reader:
    """Follows links and sends forms as a browser without JavaScript does."""

    def __init__(self, person):
        self.browser = Client()
        self.browser.force_login(person)

    def go(self, url):
        answer = self.browser.get(url)
        assert answer.status_code == 200, url
        self.html = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL).group()

    def follow(self, end):
        """The link on the page whose address ends like this."""
        self.go(next(unescape(url) for url in re.findall(r'<a [^>]*href="([^"]+)"', self.html) if url.endswith(end)))

    def send(self, end, **typed):
        """The form whose address ends like this, with its hidden fields."""
        forms = re.findall(r'<form[^>]*method="post"[^>]*action="([^"]+)"[^>]*>(.*?)</form>', self.html, re.DOTALL)
        url, inside = next((url, inside) for url, inside in forms if url.endswith(end))
        given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside))
        for name in typed:
            assert f'name="{name}"' in inside, f"no field {name}"
        answer = self.browser.post(url, given | typed)
        assert answer.status_code == 302
        self.go(answer["Location"])

    def times(self):
        return re.findall(r'type="radio" name="time" value="([^"]+)"', self.html)


@pytest.fixture
def ticket(office):
    for weekday in range(5):
        hours(office.officer, weekday=weekday, begins=time(9), ends=time(11))
    return office.ticket("video_call")


def test_a_call_is_booked_moved_and_called_off_and_another_time_proposed_and_accepted(office, ticket):
    reader = Reader(office.client)
    reader.go(ticket.get_absolute_url())
    reader.follow("/panggilan/")
    times = reader.times()
    reader.send("/panggilan/", time=times[-2])
    call = ticket.calls.get()
    reader.follow("/panggilan/")
    reader.send("/panggilan/", time=times[-1])
    moved = ticket.calls.get()
    assert (moved.pk, moved.starts_at - call.starts_at) == (call.pk, timedelta(minutes=15))
    reader.follow("/panggilan/batal/")
    reader.send("/panggilan/batal/", text="")
    assert ticket.calls.get().state == "cancelled"

    when = make.call_time(days=4, hour=14)
    reader.follow("/panggilan/")
    reader.send("/panggilan/waktu-lain/", day=when.date().isoformat(), at="14:00", note="Setelah rapat")
    officer = Reader(office.officer)
    officer.go(ticket.get_absolute_url())
    officer.follow("/panggilan/terima/")
    officer.send("/panggilan/terima/", link="https://meet.example.go.id/abc")
    booked = ticket.calls.get(state="booked")
    assert (booked.starts_at, booked.officer, booked.note) == (when, office.officer, "Setelah rapat")
