"""Services and their documents: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import MANAGERS, Row


def one(stage):
    return [stage.services["papers"].pk]


ROWS = [
    Row("helpdesk:service_list", 200, 405, MANAGERS),
    Row("helpdesk:service_new", 200, 422, MANAGERS),
    Row("helpdesk:service_edit", 200, 409, MANAGERS, data=lambda stage, ticket: {"seen": "x"}, of=one),
    Row("helpdesk:service_deactivate", 200, 302, MANAGERS, of=one),
    Row("helpdesk:service_reactivate", 405, 302, MANAGERS, of=one),
]
