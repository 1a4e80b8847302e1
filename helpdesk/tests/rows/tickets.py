"""What this release adds to a ticket: who may call which address (helpdesk/tests/permission_table.py)."""

ROWS = []
