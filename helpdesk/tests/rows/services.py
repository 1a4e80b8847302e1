"""Services and their documents: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import MANAGERS, Row


def one(stage):
    return [stage.services["papers"].pk]


def a_reason(stage):
    from helpdesk.catalogue.models import RefusalReason

    return [RefusalReason.objects.get_or_create(code="buram", defaults={"label": "Buram."})[0].pk]


ROWS = [
    Row("helpdesk:service_list", 200, 405, MANAGERS),
    Row("helpdesk:service_new", 200, 422, MANAGERS),
    Row("helpdesk:service_edit", 200, 409, MANAGERS, data=lambda stage, ticket: {"seen": "x"}, of=one),
    Row("helpdesk:service_deactivate", 200, 302, MANAGERS, of=one),
    Row("helpdesk:service_reactivate", 405, 302, MANAGERS, of=one),
    Row("helpdesk:reason_list", 200, 405, MANAGERS),
    Row("helpdesk:reason_new", 200, 422, MANAGERS),
    Row("helpdesk:reason_edit", 200, 409, MANAGERS, data=lambda stage, ticket: {"seen": "x"}, of=a_reason),
]
