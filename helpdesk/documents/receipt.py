"""The receipt of a ticket: one page that says what was received, with size and fingerprint, and when it is due.

Made by typst, without the fonts of the machine; texts are data, never markup, so that no file name can be a command.
"""

import json
from pathlib import Path

import segno
import typst
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from helpdesk.common.dates import clock, long_date, short_date
from helpdesk.documents.models import SlotState
from helpdesk.templatetags.desk_ui import filesize
from helpdesk.tickets.wording import status_label

TEMPLATE = Path(__file__).with_suffix(".typ")
MOST_ROWS = 8
"""What fits on one page together with everything else; the rest is counted."""
LONGEST = 70


def make_receipt(ticket, slots, others, desk, *, at=None):
    """Return the bytes of the PDF, in the active language. `slots` with `current`, `others`: files beside them; no query."""
    facts = receipt_facts(ticket, slots, others, desk, at=at or timezone.now())
    inputs = {"data": json.dumps(facts, ensure_ascii=False), "qr": qr(status_link(ticket)) if ticket.pin else ""}
    return typst.compile(TEMPLATE.read_bytes(), sys_inputs=inputs, ignore_system_fonts=True)


def status_link(ticket):
    """Where the QR code leads. Number and PIN stand behind #, which no browser sends and no server logs."""
    return f"{settings.BASE_URL}/status/#{ticket.number}-{ticket.pin}"


def qr(text):
    """The code as SVG; error correction M bears a fold or a stain."""
    return segno.make(text, error="m", micro=False).svg_inline(scale=4, border=2)


def receipt_facts(ticket, slots, others, desk, *, at):
    """Everything that stands on the page, as plain words."""
    received = [(str(slot), slot.current, state(slot)) for slot in slots if slot.current and slot.current.removed_at is None]
    received += [(_("Other file"), file, _("Received")) for file in others]
    rows = [row(*one) for one in received]
    left_out = len(rows) - MOST_ROWS
    return {
        "lang": (get_language() or "id")[:2], "title": _("Receipt"), "office": desk.name, "owner": desk.owner,
        "number": _("Ticket #%(number)s") % {"number": ticket.number}, "facts": [[str(label), str(value)] for label, value in facts_of(ticket)],
        "heading": _("Received files"), "nothing": _("No file has been received yet."),
        "columns": [_("Document, file, fingerprint (SHA-256)"), _("Size"), _("State")],
        "rows": rows[:MOST_ROWS],
        "more": ngettext("and %(count)d more file", "and %(count)d more files", left_out) % {"count": left_out} if left_out > 0 else "",
        "status_words": _("The state at any time, without logging in:"),
        "status_url": f"{settings.BASE_URL.partition('://')[2]}/status/", "pin": ticket.pin,
        "foot": _("Made by %(office)s on %(when)s. The fingerprint proves that a file is the one that was received.")
        % {"office": desk.name, "when": f"{long_date(at)}, {clock(at)}"},
    }  # fmt: skip


def facts_of(ticket):
    """Service, dates, state; what a person needs at a counter."""
    due = f"{long_date(ticket.due_at)}, {clock(ticket.due_at)}" if ticket.due_at and not ticket.is_done else ""
    waits = _("starts when everything that is needed is here") if not ticket.is_done else _("done")
    return [
        (_("Service"), shortened(str(ticket.service))),
        (_("Submitted By"), shortened(ticket.requester.name)),
        (_("Submitted on"), f"{long_date(ticket.created_at)}, {clock(ticket.created_at)}"),
        (_("Status"), status_label(ticket, for_client=True)),
        (_("Due date"), due or waits),
    ]  # fmt: skip


def row(document, file, words):
    """One received file."""
    return {
        "document": shortened(document), "name": shortened(file.name), "sha256": file.sha256, "size": str(filesize(file.size)),
        "state": str(words), "sent": f"{short_date(file.created_at)}, {clock(file.created_at)}",
    }  # fmt: skip


def state(slot):
    """The state in words, with the day of the decision."""
    if slot.state == SlotState.ACCEPTED and slot.decided_at:
        return _("Accepted on %(day)s") % {"day": short_date(slot.decided_at)}
    return slot.get_state_display()


def shortened(text):
    """At most LONGEST characters: a name of ten lines shall not push anything off the page."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
