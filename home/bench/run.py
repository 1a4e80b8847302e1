"""One size from the first login to the last byte of memory."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connections

from home.bench import server, weights, wire
from home.bench.actions import LIST, every_action
from home.bench.measure import Bench
from home.bench.person import Person
from home.bench.report import described

STATIC = "css/main.css"


def chosen(facts, only=""):
    """The actions whose name contains `only`; all without it."""
    return [action for action in every_action(facts) if only.lower() in action.name.lower()]


def logged_in(place, facts, actions):
    """{who: Person} of everybody who does one of these, the visitor and staff too."""
    people = {"visitor": Person(place)}
    for who in {action.who for action in actions} | {"staff"}:
        if who not in people:
            people[who] = Person(place).log_in(facts.people[who], facts.password)
    return people


def measured(facts, only, effort, tell):
    """Everything about one size, as the report keeps it. `tell(name, Measured)` is called after each action."""
    actions = chosen(facts, only)
    connections.close_all()  # the measuring process waits with open hands
    with server.running(settings.DATABASES["default"]["NAME"]) as (place, pid):
        people = logged_in(place, facts, actions)
        static = staticfiles_storage.url(STATIC)
        bench = Bench(place, people, static, effort)
        found = {
            "static": f"{static}, {len(people['visitor'].ask(static).body):,} bytes",
            "queue_gzipped": weights.gzipped(people["staff"], LIST), "cold": weights.cold(people["staff"], LIST), "actions": {},
        }  # fmt: skip
        for action in actions:
            try:
                one = bench.measure(action)
            except wire.Broken as trouble:
                raise wire.Broken(f"{action.name}: {trouble}") from trouble
            found["actions"][action.name] = described(action, one)
            tell(action.name, one)
        found["memory"] = server.memory(pid)
    return found
