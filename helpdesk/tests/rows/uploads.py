"""Uploads in parts: who may begin one on a ticket, and to whom one exists (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import OWNER, OWNER_OR_DESK, Row


def own_upload(ticket):
    """The requester's upload on this ticket, made once."""
    from helpdesk.attachments.upload import Upload

    facts = {"name": "ktp.pdf", "size": 1000, "place": "other", "fingerprint": "ktp"}
    return [Upload.objects.begin(ticket=ticket, by=ticket.requester, **facts)[0].key]


def own_photo(ticket):
    """A page that the requester has photographed."""
    from helpdesk.attachments.pictures import Sheet
    from helpdesk.attachments.waiting_pages import WaitingPages

    return ["other", WaitingPages(ticket, "other", by=ticket.requester).add(Sheet(b"foto"))]


ROWS = [
    #   address                  GET  POST  who may        on which ticket
    Row("helpdesk:tus_uploads",  405, 412, OWNER_OR_DESK, "open"),  # no version of the protocol named
    Row("helpdesk:tus_upload",   200, 405, OWNER,         "open", more=own_upload),
    Row("helpdesk:tus_give_up",  405, 302, OWNER,         "open", more=own_upload),
    Row("helpdesk:ticket_photos", 200, 422, OWNER_OR_DESK, "open"),  # no picture sent
    Row("helpdesk:ticket_photos", 409, 409, OWNER_OR_DESK, "closed"),
    Row("helpdesk:ticket_photo",  200, 405, OWNER,         "open", more=own_photo),
]  # fmt: skip
