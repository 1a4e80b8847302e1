"""What the Documents card of the ticket page shows, in two queries."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.attachments.other_files import other_files
from helpdesk.catalogue.models import Necessity
from helpdesk.documents.models import SlotState
from helpdesk.documents.views.guess import words_of
from helpdesk.documents.views.unfinished import unfinished

TONES = {SlotState.MISSING: "", SlotState.SENT: "wait", SlotState.ACCEPTED: "ok", SlotState.REFUSED: "bad"}


@dataclass(frozen=True)
class Place:
    """One document as this reader may see it: without `file` where files are not theirs to open."""

    slot: object
    file: object = None
    can_change: bool = False

    @property
    def tone(self):
        return TONES[self.slot.state]

    @property
    def key(self):
        """The value by which the upload form names this place."""
        return self.slot.code

    @property
    def words(self):
        """Words that a file's name may share with this document."""
        return " ".join(words_of(self.slot))


def documents_context(ticket, user, may, files=None):
    """Return the variables of `helpdesk/documents/_slots.html` for this reader; two queries, one with `files`.

    `slots`: all, the fallen away too. `places`: a Place per document asked for. `other_files`; `summary`;
    `missing`: names; `is_complete`; `upload`: None where the reader may not send files. A colleague reads the
    states only: no file, no file's name (MANUALS, table C). `files`: the ticket's files, if the caller has them.
    """
    slots = list(ticket.slots.for_page())
    needed = [slot for slot in slots if slot.necessity != Necessity.NOT_NEEDED]
    if ticket.is_done:
        # What was never asked for and never came is no news on a finished ticket.
        needed = [slot for slot in needed if slot.is_required or slot.state != SlotState.MISSING]
    others = _others(ticket, slots, files) if may.can_download else []
    for file in [slot.current for slot in slots if slot.current] + others:
        file.ticket = ticket
    places = [
        Place(slot, slot.current if may.can_download else None, may.can_upload and slot.takes_a_file) for slot in needed
    ]
    return {
        "slots": slots,
        "places": places,
        "other_files": others,
        **_summary(needed),
        "upload": _upload(ticket, user, places) if may.can_upload else None,
    }


def _others(ticket, slots, files):
    if files is None:
        return list(other_files(ticket))
    in_slots = {slot.current_id for slot in slots}
    return [f for f in files if f.message_id is None and not f.is_internal and f.pk not in in_slots]


def _other(ticket, files):
    if files is None:
        return list(other_files.other_files(ticket))
    return [file for file in files if not file.message_id and not hasattr(file, "version")]


def _summary(slots):
    """“1 of 2 accepted” and what the client still owes; a document that is only offered counts once it is sent."""
    counted = [slot for slot in slots if slot.is_required or slot.state != SlotState.MISSING]
    accepted = sum(slot.state == SlotState.ACCEPTED for slot in counted)
    words = _("%(accepted)s of %(all)s accepted") % {"accepted": accepted, "all": len(counted)}
    return {
        "summary": words if counted else "",
        "missing": [str(slot) for slot in slots if slot.is_wanted],
        "is_complete": bool(counted) and accepted == len(counted),
    }


def _upload(ticket, user, places):
    """Where files are sent, what of them is on its way, and the places that take one, those still wanted first."""
    open_places = sorted((place for place in places if place.can_change), key=lambda place: not place.slot.is_wanted)
    return {
        "action": reverse("helpdesk:ticket_upload", args=[ticket.number]),
        "tus": reverse("helpdesk:tus_uploads", args=[ticket.number]),
        "places": open_places,
        "unfinished": unfinished(ticket, user),
    }
