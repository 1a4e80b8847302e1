"""Growth is measured with both sizes at once, and a worn database is known as such."""

import socketserver
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from helpdesk.common.dates import end_of_day
from helpdesk.tests import factories as make
from helpdesk.tickets import tally
from helpdesk.tickets.models import DueMark, Ticket
from home.bench import limits, loads, side_by_side, wire
from home.bench.actions import Action
from home.bench.measure import Effort
from home.bench.person import Person

SECONDS = {"helpdesk_bench_10": 0.002, "helpdesk_bench_1000": 0.02}
ACTIONS = [Action("queue", "visitor", "/", limits.QUEUE), Action("phrase", "visitor", "/"), Action("gone", "visitor", "/", limits.QUEUE, status=404)]


@contextmanager
def running(database):
    """A server that takes its time, as long as the size says."""

    class Answering(socketserver.StreamRequestHandler):
        def handle(self):
            while self.rfile.readline():
                while self.rfile.readline().strip():
                    pass
                time.sleep(SECONDS[database])
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as served:
        served.daemon_threads = True
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield served.server_address, 0
        served.shutdown()


@pytest.fixture
def measured(monkeypatch):
    """Call it with names of actions; returns what was found, and which databases were asked for what to send."""
    looked = []
    monkeypatch.setattr(side_by_side.server, "running", running)
    monkeypatch.setattr(side_by_side.loads, "point_at", looked.append)
    monkeypatch.setattr(side_by_side, "logged_in", lambda place, _facts, _actions: {"visitor": Person(place)})
    monkeypatch.setattr(side_by_side.connections, "close_all", lambda: None)

    def run(*names):
        monkeypatch.setattr(side_by_side, "chosen", lambda _facts, _only: [one for one in ACTIONS if one.name in names])
        told = []
        found = side_by_side.grown((10, None), (1000, None), "", Effort(pairs=6), tell=lambda name, _both: told.append(name))
        return found, looked, told

    return run


def test_both_sizes_are_asked_in_turns_and_each_gets_its_own_middle(measured):
    found, looked, told = measured("queue", "phrase")
    assert list(found) == told == ["queue"], "What is not judged takes no time."
    assert 2 <= found["queue"]["first"] < 20 <= found["queue"]["last"] < 60
    assert looked == list(SECONDS)


def test_another_answer_than_the_expected_one_ends_the_run(measured):
    with pytest.raises(wire.Broken, match="200 instead of 404"):
        measured("gone")


@pytest.mark.django_db
def test_the_longest_queue_has_a_page_of_what_is_due_today_whatever_day_it_is(monkeypatch):
    monkeypatch.setattr(loads, "DUE_TODAY", 3)
    service = make.make_service()
    tickets = [make.make_ticket(service=service) for _turn in range(5)]
    elsewhere = make.make_ticket(service=make.make_service(department=make.make_department("Lain")))
    now = timezone.now()
    for days, ticket in enumerate(tickets, start=-1):  # one of yesterday, one of today, three of the next days
        Ticket.objects.filter(pk=ticket.pk).update(due_at=end_of_day(now) - timedelta(milliseconds=1) + timedelta(days=days))
    assert loads.fill_today(service.department_id) == 2
    assert set(Ticket.objects.due_today()) == {tickets[1], tickets[3], tickets[4]}, "The furthest first: none of what is late."
    tally.mark()
    queue = Ticket.objects.filter(department=service.department_id)
    marks = dict(queue.values_list("pk", "due_mark"))
    assert [marks[one.pk] for one in tickets] == [DueMark.LATE, DueMark.TODAY, DueMark.AHEAD, DueMark.TODAY, DueMark.TODAY]
    assert loads.fill_today(service.department_id) == 0 and elsewhere not in Ticket.objects.due_today()


@pytest.mark.django_db
def test_a_database_with_many_more_tickets_than_its_load_is_worn(monkeypatch):
    monkeypatch.setattr(loads, "create", lambda _name: None)
    monkeypatch.setattr(loads, "point_at", lambda _name: None)
    monkeypatch.setattr(loads, "WORN", 1.5)
    make.make_ticket()
    assert not loads.is_worn("x", Ticket.objects.count())
    make.make_ticket()
    assert loads.is_worn("x", 1)
