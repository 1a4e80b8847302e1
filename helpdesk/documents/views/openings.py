"""Who of the desk opened which document, and when, as its client reads it on the ticket (UU 27/2022)."""

from dataclasses import dataclass
from datetime import datetime

from helpdesk.accounts.models import User
from helpdesk.attachments.opening import FileOpening


@dataclass(frozen=True)
class Opening:
    """One line: the name as clients see staff, what was done, when."""

    who: str
    what: str
    at: datetime


@dataclass(frozen=True)
class OpenedDocument:
    """A document, or another file of the ticket, with its openings, newest first; its earlier versions count too."""

    name: str
    openings: list


def openings_context(ticket, may, slots):
    """`opened`: a list of OpenedDocument for the ticket's own client, None for everybody else; no query.

    `ticket` was loaded `with_openings()`; `slots`: all its documents.
    """
    if not may.is_requester:
        return {"opened": None}
    names, documents = {slot.pk: str(slot) for slot in slots}, {}
    for facts in ticket.openings:
        key = facts["slot"] or f"file {facts['file']}"
        name = names.get(facts["slot"]) or facts["name"]
        who = may.desk.name_for_client(User(**facts["person"]))
        line = Opening(who, FileOpening.What(facts["what"]).label, datetime.fromisoformat(facts["at"]))
        documents.setdefault(key, OpenedDocument(name, [])).openings.append(line)
    return {"opened": list(documents.values())}
