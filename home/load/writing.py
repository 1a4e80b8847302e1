"""Writing a load by COPY: into emptied tables without keys and indexes, which are made again afterwards.

One transaction: it all stands there, or nothing has changed. Other sessions wait meanwhile. A constraint that is made again
checks every row, so that a load with a mistake in it is refused by the database.
"""

from contextlib import contextmanager
from io import BytesIO
from queue import Queue
from threading import Thread

from django.apps import apps
from django.db import connection

from helpdesk.tickets import tally
from helpdesk.tickets.models import ClientTally, TicketFlow, TicketTally
from home.load import bells
from home.load.tables import COLUMNS, TOLD, model

CHUNK = 1 << 20  # bytes that the driver asks for at once: each time it takes turns with the telling
AHEAD = 2  # batches that are told while one is written
MAKING = {"maintenance_work_mem": "256MB", "work_mem": "64MB", "synchronous_commit": "off"}

# What is kept about the tickets, and the tables whose triggers keep it.
KEPT = (TicketTally, ClientTally, TicketFlow)
COUNTED = ("helpdesk_ticket", "helpdesk_ticket_watchers")

FOREIGN = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conparentid = 0 AND (conrelid = ANY(%s::regclass[]) OR confrelid = ANY(%s::regclass[])) ORDER BY 1, 2"""
UNIQUE = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('p', 'u') AND conrelid = ANY(%s::regclass[]) ORDER BY contype, 1, 2"""
INDEXES = """SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    WHERE i.indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype <> 'f')
    ORDER BY 1"""


def emptied():
    """The models whose rows go: tickets, and everything of the desk that hangs on one."""
    found, new = set(), {model("Ticket")}
    while new:
        found |= new
        new = {
            other for other in apps.get_app_config("helpdesk").get_models(include_auto_created=True)
            if other not in found and any(field.related_model in found for field in other._meta.concrete_fields)
        }  # fmt: skip
    return sorted(found, key=lambda one: one._meta.db_table)


def remembered():
    """(table, column) of what other apps remember of a ticket: the row stays, the ticket is forgotten."""
    gone = set(emptied())
    return [
        (one._meta.db_table, field.column) for one in apps.get_models(include_auto_created=True) if one not in gone
        for field in one._meta.concrete_fields if field.related_model in gone
    ]  # fmt: skip


@contextmanager
def emptied_and_bare(say):
    """Inside, the tables are empty and have neither keys, indexes nor triggers; afterwards they have them again, and what is
    kept about their rows is counted at once. Call it in a transaction."""
    tables, kept = [one._meta.db_table for one in emptied()], [one._meta.db_table for one in KEPT]
    with connection.cursor() as cursor:
        for name, value in MAKING.items():
            cursor.execute(f"SET LOCAL {name} = '{value}'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for a key that goes now
        for table, column in remembered():
            cursor.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} IS NOT NULL")  # noqa: S608
        foreign, unique, indexes = (_found(cursor, question, tables) for question in (FOREIGN, UNIQUE, INDEXES))
        for table, name, _made in foreign + unique:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _made in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(f"TRUNCATE {', '.join(tables + kept)} RESTART IDENTITY")
        for table in COUNTED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        bells.prepare(cursor)
    yield
    with connection.cursor() as cursor:
        say("keys and indexes …")
        for table, name, made in unique:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {made}')
        for _name, made in indexes:
            cursor.execute(made)
        cursor.execute(f"ANALYZE {', '.join(tables)}")
        say("checking every reference …")
        for table, name, made in foreign:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {made}')
        set_sequences(cursor)
        say("counting …")
        while tally.mark():
            pass
        for table in COUNTED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        TicketTally.mend()
        cursor.execute(f"ANALYZE {', '.join(kept)}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _found(cursor, question, tables):
    cursor.execute(question, [tables] * question.count("%s"))
    return cursor.fetchall()


def set_sequences(cursor):
    """The next key is the one behind the last, as if the rows had come one by one."""
    for one in emptied():
        table, key = one._meta.db_table, one._meta.pk.column
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key])
        sequence = cursor.fetchone()[0]
        if sequence:
            cursor.execute(f"SELECT setval(%s, greatest(max({key}), 1), max({key}) IS NOT NULL) FROM {table}", [sequence])  # noqa: S608
    ticket = model("Ticket")._meta.db_table
    cursor.execute(f"SELECT setval('helpdesk_ticket_number', greatest(max(number), 1), max(number) IS NOT NULL) FROM {ticket}")  # noqa: S608


def write(batches, progress):
    """COPY what `batches` gives; the telling goes on meanwhile in another thread."""
    with connection.cursor() as cursor:
        for lines, number in _ahead(batches):
            for name, text in lines.items():
                cursor.copy_expert(_command(name), BytesIO(text.encode()), size=CHUNK)
            progress(number)


def _command(name):
    if name == TOLD:
        return f"COPY {TOLD} ({', '.join(bells.COLUMNS.split())}) FROM STDIN"
    columns = ", ".join(f'"{column}"' for column in COLUMNS[name].split())
    return f"COPY {model(name)._meta.db_table} ({columns}) FROM STDIN WITH (FREEZE)"


def _ahead(batches):
    """The same batches, made by a thread that is at most AHEAD of us. What it raises is raised here."""
    queue = Queue(AHEAD)
    is_wanted = True

    def tell():
        try:
            for batch in batches:
                if not is_wanted:
                    return
                queue.put(batch)
            queue.put(None)
        except BaseException as error:
            queue.put(error)

    thread = Thread(target=tell, name="telling", daemon=True)
    thread.start()
    try:
        while (batch := queue.get()) is not None:
            if isinstance(batch, BaseException):
                raise batch
            yield batch
    finally:
        is_wanted = False
        while thread.is_alive():  # it may stand before a full queue
            while not queue.empty():
                queue.get_nowait()
            thread.join(0.05)


def tidy():
    """Outside of a transaction: the visibility map of what was inserted, and fresh statistics."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (ANALYZE) {', '.join(one._meta.db_table for one in emptied())}")
