"""Organisations: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import OWNER, Row


def private(stage, ticket):
    return {"private": "yes", "seen": ticket.version}


ROWS = [
    Row("helpdesk:ticket_private", 200, 302, OWNER, "open", private),
    Row("helpdesk:ticket_private", 200, 302, OWNER, "closed", private),
    Row("helpdesk:ticket_private", 200, 302, {"other client"}, "foreign", private),
]  # fmt: skip
