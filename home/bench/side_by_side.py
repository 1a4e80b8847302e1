"""Growth: the first and the last size at the same time, one request to each in turns. Between two runs an hour apart the mood of
the machine changes more than a page does; side by side it falls out."""

from contextlib import ExitStack

from django.db import connections

from home.bench import loads, server, wire
from home.bench.figures import median
from home.bench.measure import Bench, expect
from home.bench.run import chosen, logged_in

WARM = 8


class Side:
    """One size: its database, its server, its people and one line."""

    def __init__(self, size, facts, only, effort, stack):
        self.database = loads.name_of(size)
        self.actions = {action.name: action for action in chosen(facts, only) if action.limit.grows}
        place, _process = stack.enter_context(server.running(self.database))
        self.bench = Bench(place, logged_in(place, facts, self.actions.values()), "", effort)
        self.line = wire.Line(*place)
        stack.callback(self.line.close)

    def warm(self, name):
        """Get ready for this action; what it looks up in the database is looked up now."""
        loads.point_at(self.database)
        self.source, self.status, self.took = self.bench.source(self.actions[name]), self.actions[name].status, []
        for _turn in range(WARM):
            self.once()
        self.took.clear()
        connections.close_all()

    def once(self):
        took, answers, _seconds = wire.race([self.line], self.source, 1)
        expect(answers, self.status, "side by side")
        self.took += took


def grown(first, last, only, effort, tell):
    """{name: {"first": ms, "last": ms}}, p50 at one client, of every action whose growth is judged. `first`, `last`: (size, facts)."""
    found = {}
    connections.close_all()
    with ExitStack() as stack:
        sides = [Side(size, facts, only, effort, stack) for size, facts in (first, last)]
        for name in sides[0].actions:
            for side in sides:
                side.warm(name)
            for turn in range(effort.pairs):
                for side in sides if turn % 2 else reversed(sides):
                    side.once()
            found[name] = dict(zip(("first", "last"), (median(side.took) for side in sides), strict=True))
            tell(name, found[name])
    return found
