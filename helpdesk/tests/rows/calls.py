"""Video calls, and keeping documents: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import DESK, MANAGERS, OWNER_OR_DESK, Row

OFFICERS = DESK | {"other staff", "staff without department"}


def reason(stage, ticket):
    return {"reason": "Sengketa.", "text": "Alasan yang cukup.", "seen": ticket.version}


def officer(stage):
    return [stage.people["staff"].pk]


ROWS = [
    #   address                         GET  POST  who may        on which ticket  with what
    Row("helpdesk:calls",               200, 405, OFFICERS),
    Row("helpdesk:call_hours",          200, 409, OFFICERS),
    Row("helpdesk:call_officers",       200, 405, MANAGERS),
    Row("helpdesk:call_hours_of",       200, 409, MANAGERS,      of=officer),
    Row("helpdesk:ticket_calls",        200, 422, OWNER_OR_DESK, "call"),
    Row("helpdesk:ticket_calls",        409, 409, OWNER_OR_DESK, "open"),
    Row("helpdesk:ticket_call_propose", 200, 422, OWNER_OR_DESK, "call"),
    Row("helpdesk:ticket_call_accept",  409, 409, DESK,          "call"),
    Row("helpdesk:ticket_call_accept",  200, 302, DESK,          "proposed",       lambda s, t: {"seen": t.version}),
    Row("helpdesk:ticket_call_link",    409, 409, DESK,          "call"),
    Row("helpdesk:ticket_call_cancel",  200, 302, OWNER_OR_DESK, "proposed",       reason),
    Row("helpdesk:ticket_call_file",    200, 405, OWNER_OR_DESK, "proposed"),
    Row("helpdesk:ticket_call_whatsapp", 302, 405, DESK,         "proposed"),
    Row("helpdesk:ticket_hold",         200, 302, DESK,          "closed",         reason),
    Row("helpdesk:ticket_release",      409, 409, DESK,          "closed"),
    Row("helpdesk:deletions",           200, 405, MANAGERS),
]  # fmt: skip
