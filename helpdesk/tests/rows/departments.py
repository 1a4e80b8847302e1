"""Departments, calendar and settings: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import MANAGERS, Row


def stale(stage, ticket):
    """A form that was made from something else: told so, and nothing changes."""
    return {"seen": "x"}


def one(stage):
    return [stage.departments["network"].pk]


ROWS = [
    Row("helpdesk:department_list", 200, 405, MANAGERS),
    Row("helpdesk:department_new", 200, 422, MANAGERS),
    Row("helpdesk:department_edit", 200, 409, MANAGERS, data=stale, of=one),
    Row("helpdesk:department_move", 405, 302, MANAGERS, data=lambda stage, ticket: {"direction": "down"}, of=one),
    Row("helpdesk:department_deactivate", 200, 302, MANAGERS, of=one),
    Row("helpdesk:department_reactivate", 405, 302, MANAGERS, of=one),
    Row("helpdesk:department_delete", 200, 409, MANAGERS, of=one),
    Row("helpdesk:setting", 200, 409, MANAGERS, data=stale),
    Row("helpdesk:setting_footer", 200, 409, MANAGERS, data=stale),
    Row("helpdesk:setting_ticket", 200, 409, MANAGERS, data=stale),
]
