"""The conversation as the page shows it: the description first, then every message with its files."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Piece:
    """One piece of talk. `kind` is client, staff or note; `label` stands beside the name."""

    author: str
    at: datetime
    text: str
    kind: str
    files: list = field(default_factory=list)
    label: str = ""


def conversation(messages, files, *, names, ticket, may):
    """Return the pieces in order. `files` are the ticket's present attachments, loaded once for the whole page."""
    by_message = defaultdict(list)
    for file in files if may.can_download else []:
        if file.message_id:
            file.ticket = ticket
            by_message[file.message_id].append({"url": file.get_absolute_url() if file.may_be_opened else "", "name": file.name, "size": file.size})
    label = _("Description")
    if ticket.is_on_behalf:
        label = _("Description, entered by %(name)s") % {"name": names[ticket.created_by_id]}
    first = Piece(names[ticket.requester_id], ticket.created_at, ticket.description, "client", label=label)
    return [first] + [
        Piece(names[m.author_id], m.created_at, m.text, _kind(m, ticket), by_message[m.pk]) for m in messages
    ]


def _kind(message, ticket):
    if message.is_internal:
        return "note"
    return "client" if message.author_id == ticket.requester_id else "staff"
