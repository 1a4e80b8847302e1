"""What this release adds to a ticket: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import DESK, MANAGERS, OWNER_OR_DESK, SEES, Row


def colleague(stage, ticket):
    return {"person": stage.people["other staff"].pk, "seen": ticket.version}


def text(stage, ticket):
    return {"title": "Judul yang benar", "description": "Teks yang benar.", "seen": ticket.version}


def correction(ticket):
    return [ticket.events.get(kind="edited").pk]


ROWS = [
    #   address                         GET  POST  who may        on which ticket  with what
    Row("helpdesk:ticket_create_client", 200, 422, DESK | {"other staff", "staff without department"}),
    Row("helpdesk:ticket_watch",        200, 302, MANAGERS,      "open",          colleague),
    Row("helpdesk:ticket_watch",        200, 302, DESK,          "taken",         colleague),
    Row("helpdesk:ticket_unwatch",      405, 302, DESK | {"other staff"}, "taken", lambda s, t: {}),
    Row("helpdesk:ticket_edit",         200, 302, OWNER_OR_DESK | {"other staff"}, "taken", text),
    Row("helpdesk:ticket_edit",         409, 409, OWNER_OR_DESK, "closed",        text),
    Row("helpdesk:ticket_correction",   200, 405, SEES | {"other staff"}, "taken", more=correction),
    # A watcher works on what they watch: reply, note, close.
    Row("helpdesk:ticket",              200, 405, SEES | {"other staff"}, "taken"),
    Row("helpdesk:ticket_close",        200, 302, DESK | {"other staff"}, "taken", lambda s, t: {"text": "Selesai.", "seen": t.version}),
]  # fmt: skip
