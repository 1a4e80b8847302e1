"""New and changed rows written by statements that are put together once per process.

Django puts the text of an INSERT or UPDATE together anew each time, which takes longer than PostgreSQL needs to obey it
(docs/performance.md). As with `bulk_create` and `update` no signal is sent, so this is only for models that nobody listens
to; `tests/test_writing.py` looks whether that is still so.
"""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models.expressions import DatabaseDefault


def insert(*rows, along=()):
    """Write new rows of one model in one statement. Each gets its key, unless it brought one, and what the database
    itself put in place of a default. `along`: new rows of another model that go with the same statement; of these nothing
    comes back, they are read again by who needs them."""
    if not rows:
        if along:
            insert(*along)
        return
    connection = _connection()
    text, values, returned, tail = _written_out(rows, connection)
    if along:
        others, their_values, _returned, _tail = _written_out(along, connection)
        text, values = f"WITH along AS ({others}) {text}", [*their_values, *values]
    with connection.cursor() as cursor:
        cursor.execute(text + tail, values)
        for row, found in zip(rows, cursor.fetchall(), strict=True):
            for name, value in zip(returned, found, strict=True):
                setattr(row, name, value)
            row._state.adding, row._state.db = False, connection.alias


def _written_out(rows, connection):
    """(INSERT of these rows, its values, names that come back, text that asks for them)."""
    head, fields, returned, tail = _insert_of(type(rows[0]), rows[0].pk is not None)
    values, places = [], []
    for row in rows:
        signs = []
        for field in fields:
            value = field.pre_save(row, True)
            if isinstance(value, DatabaseDefault):
                signs.append("DEFAULT")
            else:
                signs.append("%s")
                values.append(field.get_db_prep_save(value, connection))
        places.append(f"({', '.join(signs)})")
    return head + ", ".join(places), values, returned, tail


def update(row, names):
    """Write these columns (attribute names, in one order) of a row that is there; DatabaseError when it has gone."""
    text, fields = _update_of(type(row), tuple(names))
    connection = _connection()
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(text, [*values, row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"{type(row).__name__} {row.pk} is not there any more.")


def sequence(model):
    """From which the keys of a table come, by the name that PostgreSQL gives it: to ask for the name (pg_get_serial_sequence) takes
    as long as the rest of a statement. For `nextval`, where a key is wanted before its row."""
    return f'"{model._meta.db_table}_{model._meta.pk.column}_seq"'


def _connection():
    """This thread's own: `django.db.connection` looks for it anew with each word, several times for each column."""
    return connections[DEFAULT_DB_ALIAS]


@cache
def columns(model):
    """The attribute names of what can be written, without the key."""
    return tuple(field.attname for field in _written(model) if not field.primary_key)


def _written(model):
    return [field for field in model._meta.concrete_fields if not field.generated]


@cache
def _insert_of(model, has_key):
    """(text before the rows, fields, names that come back, text behind them)."""
    quote = _connection().ops.quote_name
    fields = [field for field in _written(model) if has_key or not field.primary_key]
    returned = [field for field in _written(model) if field.primary_key or field.has_db_default()]
    head = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)}) VALUES "  # noqa: S608  (names of ours)
    tail = f" RETURNING {', '.join(quote(field.column) for field in returned)}"
    return head, fields, [field.attname for field in returned], tail


@cache
def _update_of(model, names):
    quote, meta = _connection().ops.quote_name, model._meta
    fields = [field for field in _written(model) if field.attname in names]
    sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    return f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {quote(meta.pk.column)} = %s", fields  # noqa: S608
