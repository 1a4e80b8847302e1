"""Queries whose SQL is put together once per process, for what every request asks.

Django builds the SQL of a queryset anew each time it runs, which costs more than PostgreSQL needs for the answer
(docs/performance.md). A `Prepared` keeps the text and fills in the values.
"""

import threading
from datetime import UTC, date, datetime, timedelta

from django.db import connections

_SAMPLES = {
    int: (1_918_273_002, 1_918_273_501),
    str: ("prepared-\x01-", "prepared-\x02-"),
    list: ([1_918_274_002], [1_918_274_501]),
    date: (date(1971, 1, 1), date(1972, 1, 1)),
    datetime: (datetime(1971, 1, 1, tzinfo=UTC), datetime(1972, 1, 1, tzinfo=UTC)),
}


class NotPrepared(Exception):
    """The SQL of this query depends on more than the values that were named."""


class Perhaps:
    """`Prepared(build, person=Perhaps(int))`: a value that may stand nowhere in the statement."""

    def __init__(self, kind):
        self.kind = kind


class Prepared:
    """`Prepared(build, pk=int)`: `build(pk=…)` gives a queryset; `rows(pk=5)` its rows, `first(pk=5)` the first or None.

    The queryset is built with made-up values, twice with different ones: what differs must be these values and nothing
    else. A hidden one, such as the present moment, is NotPrepared instead of being frozen.
    """

    def __init__(self, build, **kinds):
        self._build, self._kinds = build, kinds
        self._local = threading.local()

    def rows(self, **values):
        ready = getattr(self._local, "ready", None)
        # A compiler belongs to one connection, and a thread has another one while an event loop runs in it.
        if ready is None or ready.compiler.connection is not connections[ready.compiler.using]:
            ready = self._local.ready = self._make(self._build, self._kinds)
        return ready.rows(values)

    def _make(self, build, kinds):
        return _Ready(build, kinds)

    def first(self, **values):
        return next(iter(self.rows(**values)), None)


class _Ready:
    """The compiled query of one thread's connection."""

    def __init__(self, build, kinds):
        made = [{name: _sample(kind, turn, place) for place, (name, kind) in enumerate(kinds.items())} for turn in (0, 1)]
        self.queryset, other = (build(**values) for values in made)
        self.compiler = self.queryset.query.get_compiler(using=self.queryset.db)
        self.sql, params = self.compiler.as_sql()
        self.places = _places(self.sql, params, made[0], *other.query.get_compiler(using=other.db).as_sql(), made[1])
        needed = {name for name, kind in kinds.items() if not isinstance(kind, Perhaps)}
        if missing := needed - {name for name, _constant in self.places}:
            raise NotPrepared(f"these values stand nowhere in it as they are: {sorted(missing)}")
        # The rows are made by Django as ever; it asks the query for a compiler, and the compiler for the answer.
        self.queryset.query.get_compiler = lambda *_args, **_kwargs: self.compiler
        self.compiler.execute_sql = self._execute
        # What turns each column into Python's value follows from the columns, which stay as they are.
        converters = self.compiler.get_converters([column for column, *_rest in self.compiler.select[: self.compiler.col_count]])
        self.compiler.get_converters = lambda _columns: converters

    def rows(self, values):
        self.params = tuple(values[name] if name is not None else constant for name, constant in self.places)
        return list(self.queryset._iterable_class(self.queryset))

    def _execute(self, *_args, **_kwargs):
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return [[row[: self.compiler.col_count] for row in cursor.fetchall()]]


def _sample(kind, turn, place):
    kind = kind.kind if isinstance(kind, Perhaps) else kind
    sample = _SAMPLES[kind][turn]
    if kind is datetime:
        return sample.replace(microsecond=place)
    return sample + {str: str(place), list: [place], date: timedelta(place)}.get(kind, place)


def _hashable(value):
    """Lists (`= ANY(…)`) compared as what they hold; anything else that cannot be a key stands for itself."""
    if isinstance(value, list):
        return list, *map(_hashable, value)
    return value if value.__hash__ else (type(value), id(value))


def _places(sql, params, values, other_sql, other_params, other_values):
    """For each parameter the name whose value stands there and None, or None and the constant."""
    if sql != other_sql or len(params) != len(other_params):
        raise NotPrepared("its text depends on the values")
    named = {(_hashable(first), _hashable(other_values[name])): name for name, first in values.items()}
    places = []
    for first, second in zip(params, other_params, strict=True):
        name = named.get((_hashable(first), _hashable(second)))
        if name is None and first != second:
            raise NotPrepared("a value stands in it that was not named")
        places.append((name, None if name else first))
    return places
