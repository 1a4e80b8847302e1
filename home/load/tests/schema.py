"""What the database says of its tables and rows."""

import re

from django.db import connection

from home.load.tables import COLUMNS, model

CASTS = re.compile(r"::(?:character varying|text)(?:\[\])?|[()]")


def constraints_and_indexes():
    """Every constraint and index with its definition; without casts and brackets, which PostgreSQL writes in another
    order when it reads its own text again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace UNION ALL "
            "SELECT tablename, indexname, indexdef, true FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
        )
        return sorted((table, name, CASTS.sub("", text), is_valid) for table, name, text, is_valid in cursor.fetchall())


def digests():
    """{table: a fingerprint of all its rows}."""
    found = {}
    with connection.cursor() as cursor:
        for name in (*COLUMNS, "Notification", "Delivery"):
            cursor.execute(f"SELECT md5(string_agg(row::text, '|' ORDER BY id)) FROM {model(name)._meta.db_table} row")
            found[name] = cursor.fetchone()[0]
    return found
