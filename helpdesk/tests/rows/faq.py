"""The FAQ at the desk: who may call which address (helpdesk/tests/permission_table.py)."""

ROWS = []
