"""Departments, calendar and settings: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import MANAGERS, Row


def stale(stage, ticket):
    """A form that was made from something else: told so, and nothing changes."""
    return {"seen": "x"}


ROWS = [
    Row("helpdesk:setting", 200, 409, MANAGERS, data=stale),
    Row("helpdesk:setting_footer", 200, 409, MANAGERS, data=stale),
    Row("helpdesk:setting_ticket", 200, 409, MANAGERS, data=stale),
]
