"""The audit: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import Row

ROWS = [
    Row("helpdesk:audit",        200, 405, {"super admin"}),
    Row("helpdesk:audit_export", 405, 200, {"super admin"}, data=lambda stage, ticket: {"format": "csv"}),
]  # fmt: skip
