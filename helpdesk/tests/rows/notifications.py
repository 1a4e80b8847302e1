"""Notifications: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import DESK_USERS, MANAGERS, SEES, Row


def of_requester(stage):
    """Somebody else's notification does not exist, not even for those who see the ticket."""
    return [stage.people["requester"].notifications.latest("id").pk]


def of_officer(stage):
    return [stage.people["staff"].notifications.latest("id").pk]


ROWS = [
    Row("helpdesk:notifications",          200, 405, DESK_USERS),
    Row("helpdesk:notifications_read",     405, 302, DESK_USERS, data=lambda s, t: {"newest": "1"}),
    Row("helpdesk:notification_open",      405, 302, {"requester"}, of=of_requester),
    Row("helpdesk:notification_open",      405, 302, {"staff"},     of=of_officer),
    Row("helpdesk:notifications_of_ticket", 405, 302, SEES, "open"),
    Row("helpdesk:notification_choices",   200, 302, DESK_USERS),
    Row("helpdesk:deliveries",             200, 405, MANAGERS),
]  # fmt: skip
