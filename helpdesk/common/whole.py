"""Transactions in which nothing is saved half-way, for requests that are kept whole or not at all.

Each `transaction.atomic()` inside another one costs two statements, SAVEPOINT and RELEASE, so that whoever catches an
error may go on. Inside of `Whole` nobody goes on: an error ends it all, and `part()` asks for no savepoint.
"""

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.transaction import Atomic, atomic


class Whole(Atomic):
    """`with Whole():` kept whole or not at all. An error inside must leave it; who catches it inside and goes on is told
    so by Django (TransactionManagementError) at the next statement."""

    def __init__(self):
        super().__init__(using=DEFAULT_DB_ALIAS, savepoint=True, durable=False)


class Part(Atomic):
    """A block directly inside of a whole one."""

    def __init__(self):
        super().__init__(using=DEFAULT_DB_ALIAS, savepoint=False, durable=False)


def part():
    """`atomic()`, which directly inside of a whole transaction saves the savepoint."""
    return Part() if _is_whole() else atomic()


def _is_whole():
    blocks = connection.atomic_blocks
    return bool(blocks) and isinstance(blocks[-1], Whole | Part)


def outermost():
    """The block that this transaction began with: a token by which one tells whether it is still the same; None outside."""
    return connection.atomic_blocks[0] if connection.atomic_blocks else None
