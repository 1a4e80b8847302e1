"""Departments, calendar and settings: who may call which address (helpdesk/tests/permission_table.py)."""

ROWS = []
