"""Admins, staff, clients, editors: who may call which address (helpdesk/tests/permission_table.py)."""

ROWS = []
