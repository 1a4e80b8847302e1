"""One page in this very process: where its time goes, and how PostgreSQL went about its statements."""

import cProfile
import io
import pstats
import re
import time

from django.db import connection
from django.test import Client

from helpdesk.accounts.models import User
from home.bench.counting import Statements
from home.bench.person import Person

TIMES = 20  # the page is drawn this often under the profiler
LINES = 45


class Inside:
    """Asks like the benchmark, without a server. `facts`: Facts."""

    def __init__(self, facts):
        self.facts, self.clients = facts, {}

    def client(self, who):
        if who not in self.clients:
            client = self.clients[who] = Client(headers={"host": "localhost"}, SERVER_NAME="localhost")
            if who in self.facts.people:
                client.force_login(User.objects.get(username=self.facts.people[who]))
        return self.clients[who]

    def ask(self, action):
        """A zero-argument function that does it once."""
        client, person = self.client(action.who), Person(None)
        if action.write is None:
            return lambda: client.get(action.path, secure=True)
        person.ask = lambda path, **how: Read(self.post(client, person, path, **how) if how else client.get(path, secure=True))
        return lambda: self.post(client, person, **action.write(person))

    def post(self, client, person, path, *, body, kind, address=""):
        if client is self.clients.get("visitor"):
            client.cookies.clear()  # the login before has left a session
        client.cookies["csrftoken"] = person.token()
        headers = {"x-forwarded-for": address or person.address}
        return client.post(path, body, content_type=kind, secure=True, headers=headers)

    def profile(self, action):
        """Text: the statements of one answer, then the profile of TIMES of them by cumulative and by own time."""
        ask = self.ask(action)
        for _warm in range(3):
            answer = ask()
        statements, started = Statements(), time.perf_counter()
        with connection.execute_wrapper(statements):
            ask()
        took = (time.perf_counter() - started) * 1000
        profiler = cProfile.Profile()
        profiler.enable()
        for _time in range(TIMES):
            ask()
        profiler.disable()
        yield f"{action.name}: {answer.status_code}, {took:.1f} ms, {statements.count} statements in {statements.seconds * 1000:.1f} ms"
        yield from (f"  {took * 1000:7.2f} ms  {short(sql)}" for sql, _params, took in statements.told)
        for order in ("cumulative", "tottime"):
            out = io.StringIO()
            pstats.Stats(profiler, stream=out).sort_stats(order).print_stats(LINES)
            yield f"\n{TIMES} times, by {order}:" + re.sub(r"\S*/(?=[\w.-]+/[\w.-]+/[\w.-]+\.py)", "", out.getvalue())

    def explain(self, action):
        """Text: each reading statement of one answer with the plan that PostgreSQL took."""
        ask = self.ask(action)
        ask()
        statements = Statements()
        with connection.execute_wrapper(statements):
            ask()
        yield f"{action.name}: {statements.count} statements in {statements.seconds * 1000:.1f} ms"
        for sql, params, took in statements.told:
            if not sql.lstrip("( ").upper().startswith("SELECT"):
                continue
            yield f"\n{'-' * 100}\n{took * 1000:.2f} ms\n{sql % tuple(map(repr, params)) if params else sql}\n"
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, SETTINGS) {sql}", params)
                yield "\n".join(row[0] for row in cursor.fetchall())


class Read:
    """An answer of Django's client, as the wire's answers are read."""

    def __init__(self, answer):
        self.status, self.body = answer.status_code, answer.content


def short(sql, most=160):
    """The verb, and what comes from FROM on: the columns of a Django statement fill a page."""
    text = re.sub(r"\s+", " ", sql)
    if text.startswith("SELECT"):
        text = re.sub(r"^SELECT .*? FROM ", "SELECT … FROM ", text, count=1)
    return text if len(text) <= most else text[:most] + " …"
