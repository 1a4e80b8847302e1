"""The queue of documents to check: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import DESK, Row

ALL_OF_THE_DESK = DESK | {"other staff", "staff without department"}

ROWS = [
    Row("helpdesk:check_queue", 200, 405, ALL_OF_THE_DESK),
    Row("helpdesk:check_next", 302, 405, ALL_OF_THE_DESK),
]
