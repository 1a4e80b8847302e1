"""The client's side of the documents: answers, receipt, keeping and using again, the public status page."""

from helpdesk.tests.rows.words import DESK, EVERYBODY, OWNER, OWNER_OR_DESK, Row


def answers(stage, ticket):
    return {"seen": ticket.version}


def first_slot(ticket):
    return [ticket.slots.order_by("pk").first().pk]


def slot_and_no_document(ticket):
    return [*first_slot(ticket), 999_999]


ROWS = [
    #   address                        GET  POST  who may        on which ticket  with what
    Row("helpdesk:ticket_receipt",     200, 405, OWNER_OR_DESK, "open"),
    Row("helpdesk:ticket_receipt",     200, 405, OWNER_OR_DESK, "closed"),
    Row("helpdesk:ticket_answers",     409, 409, OWNER_OR_DESK, "open",         answers),  # its documents are the same for everybody
    Row("helpdesk:ticket_pin",         405, 302, OWNER_OR_DESK, "open",         answers),
    Row("helpdesk:document_keep",      409, 409, OWNER,         "open",         answers, more=first_slot),  # nothing accepted
    Row("helpdesk:document_use_kept",  405, 404, OWNER,         "open",         answers, more=slot_and_no_document),
    Row("helpdesk:own_kept_withdraw",  404, 404, {"requester"}, path="/helpdesk/organisasi-saya/dokumen/999999/"),
    Row("helpdesk:organisation_kept_withdraw", 404, 404, DESK & {"admin"}, path="/helpdesk/organisasi/999999/dokumen/999999/"),
    Row("public_status",               200, 422, EVERYBODY),
]  # fmt: skip
