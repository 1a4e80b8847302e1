"""Services and their documents: who may call which address (helpdesk/tests/permission_table.py)."""

ROWS = []
