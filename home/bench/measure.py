"""Every action in turns with its floor: what disturbs the machine for a while disturbs both.

At one client single requests alternate, floor, action, floor, action. At eight clients rounds alternate, over the same
eight lines, four at each worker: which worker the system gives a line to would otherwise be a matter of luck.
"""

import gzip
import re
import time
from collections import Counter
from dataclasses import dataclass

from home.bench import example, wire
from home.bench.actions import ROWS, STATIC
from home.bench.figures import Measured, Times, median

CLIENTS, WORKERS = 8, 2
WARM = 5  # requests on each line before anything counts
COUNTED = 5  # requests with the counter of statements on
TICKET = re.compile(rb'href="/helpdesk/tiket/(\d+)/')
TIMING = re.compile(rb'sql;dur=([\d.]+);desc="(\d+)"')


@dataclass(frozen=True)
class Effort:
    """`pairs`: requests at one client, twice as many of what writes; `rounds` of `batch` requests at eight clients."""

    pairs: int = 60
    rounds: int = 3
    batch: int = 64


QUICK = Effort(pairs=12, rounds=2, batch=24)


class Bench:
    """`people`: logged-in persons by what actions call them; `place`: (host, port); `static`: path of a static file."""

    def __init__(self, place, people, static, effort):
        self.place, self.people, self.static, self.effort = place, people, static, effort

    # Requests

    def source(self, action, counted=False):
        person = self.people[action.who]
        if action.write is None:
            request = person.request(action.path, counted=counted)
            return lambda: request
        return lambda: person.request(**action.write(person), counted=counted)

    def floor_source(self, action):
        visitor = self.people["visitor"]
        if action.is_insert:
            person = self.people[action.who]
            return lambda: person.request(**action.write(person) | {"path": f"/bench/insert/{action.floor}/"})
        request = visitor.request({ROWS: "/bench/rows/", STATIC: self.static}[action.floor])
        return lambda: request

    def example_of(self, action):
        """Do it once, and keep which rows that made, for the floor to write again."""
        if action.is_insert and not example.path_of(action.floor).exists():
            self.one(self.source(action), action.status)  # the form has been fetched, nothing else comes along
            before = example.marks()
            self.one(self.source(action), action.status)
            example.keep(action.floor, example.new_rows(before))

    def one(self, source, status):
        line = wire.Line(*self.place)
        try:
            _took, answers, _seconds = wire.race([line], source, 1)
        finally:
            line.close()
        return expect(answers, status, "once")[0]

    # Measuring

    def measure(self, action):
        self.example_of(action)
        run, floor = self.source(action), self.floor_source(action)
        expected = 204 if action.is_insert else 200
        lines = self.balanced_lines()
        try:
            for source, status in ((floor, expected), (run, action.status)):
                expect(wire.race(lines, source, WARM * len(lines))[1], status, action.name)
            statements, sql_ms, answer = self.count(lines[0], action)
            hashes = self.hash_times(lines[:1]) if action.limit.hashes else []
            both = {run: action.status, floor: expected}
            # What is written goes to a disk that others use too: twice as many, for as steady a middle.
            one, floor_one = self.in_turns(lines[:1], both, self.effort.pairs * (2 if action.is_insert else 1), 1)
            eight, floor_eight = self.in_turns(lines, both, self.effort.rounds, self.effort.batch)
            hashes += self.hash_times(lines[:1]) if action.limit.hashes else []
        finally:
            for line in lines:
                line.close()
        is_packed = wire.header(answer.head, b"content-encoding") == b"gzip"
        gzipped = len(answer.body) if is_packed else len(gzip.compress(answer.body, 6, mtime=0))
        page = gzip.decompress(answer.body) if is_packed else answer.body
        hash_ms = median(hashes) if hashes else 0.0
        named = len(set(TICKET.findall(page)))
        return Measured(one, eight, floor_one, floor_eight, statements, sql_ms, len(answer.body), gzipped, hash_ms, named)

    def in_turns(self, lines, sources, times, count):
        """`sources`: {source: status}. Return the Times of each, measured round by round in turns."""
        took, seconds = {source: [] for source in sources}, Counter()
        for turn in range(times):
            order = list(sources.items())
            for source, status in order if turn % 2 else reversed(order):
                some, answers, passed = wire.race(lines, source, count)
                expect(answers, status, "in the middle of it")
                took[source] += some
                seconds[source] += passed
        return [Times.of(took[source], seconds[source]) for source in sources]

    def count(self, line, action):
        """(statements, milliseconds in the database, an answer), with the counter on."""
        _took, answers, _seconds = wire.race([line], self.source(action, counted=True), COUNTED)
        found = [TIMING.search(answer.head) for answer in expect(answers, action.status, action.name)]
        told = [(int(one[2]), float(one[1])) for one in found if one]
        if not told:
            raise wire.Broken(f"{action.name}: nobody counted.")
        return round(median([n for n, _ms in told])), median([ms for _n, ms in told]), answers[-1]

    def balanced_lines(self):
        """Eight lines, the same number at each worker."""
        found, spare, give_up = {}, [], time.monotonic() + 20
        request = self.people["visitor"].request("/healthz", counted=True)
        while sum(len(lines) for lines in found.values()) < CLIENTS:
            if time.monotonic() > give_up:
                raise wire.Broken("One worker took all connections.")
            line = wire.Line(*self.place)
            _took, (answer,), _seconds = wire.race([line], lambda: request, 1)
            of_worker = found.setdefault(wire.header(answer.head, b"bench-process"), [])
            (of_worker if len(of_worker) < CLIENTS // WORKERS else spare).append(line)
        for line in spare:
            line.close()
        turns = list(found.values())
        return [lines[turn] for turn in range(CLIENTS // WORKERS) for lines in turns]

    def hash_times(self, lines, times=9):
        """Milliseconds of single hashes of a password, as the worker itself saw them."""
        request = self.people["visitor"].request("/bench/hash/")
        return [float(answer.body) for answer in expect(wire.race(lines, lambda: request, times)[1], 200, "hash")]


def expect(answers, status, name):
    for answer in answers:
        if answer.status != status:
            raise wire.Broken(f"{name}: {answer.status} instead of {status}\n{answer.head.decode('latin-1')}{answer.body[:3000].decode('utf-8', 'replace')}")
    return answers
