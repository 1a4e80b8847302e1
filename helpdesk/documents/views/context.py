"""What the Documents card of the ticket page shows, in a constant number of queries."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.catalogue.models import Necessity
from helpdesk.documents.answers import may_be_corrected, questions
from helpdesk.documents.models import SlotState
from helpdesk.documents.views.earlier import earlier_versions
from helpdesk.documents.views.guess import words_of
from helpdesk.documents.views.kept_offer import Offers
from helpdesk.documents.views.unfinished import unfinished
from helpdesk.tickets.answers import answers_in_words

TONES = {SlotState.MISSING: "", SlotState.SENT: "wait", SlotState.ACCEPTED: "ok", SlotState.REFUSED: "bad", SlotState.EXPIRED: "bad"}


@dataclass(frozen=True)
class Place:
    """One document as this reader may see it: without `file` where files are not theirs to open."""

    slot: object
    file: object = None
    can_change: bool = False
    earlier: tuple = ()
    offer: object = None
    kept: object = None
    can_keep: bool = False

    @property
    def tone(self):
        return TONES[self.slot.state]

    @property
    def explanation(self):
        """What it is and where people get it; while it is still to be sent."""
        requirement = self.slot.requirement
        return requirement.explanation_text if requirement and self.slot.takes_a_file else ""

    @property
    def sample(self):
        """The sample or the form to fill in: a document of the CMS that everybody may read."""
        requirement = self.slot.requirement
        is_open = requirement and requirement.sample_id and not self.slot.is_sample_closed and self.slot.takes_a_file
        return requirement.sample if is_open else None

    @property
    def can_remove(self):
        return self.can_change and self.slot.can_be_emptied

    @property
    def key(self):
        """The value by which the upload form names this place."""
        return self.slot.code

    @property
    def words(self):
        """Words that a file's name may share with this document."""
        return " ".join(words_of(self.slot))


def documents_context(ticket, user, may, files=None, slots=None):
    """Return the variables of `helpdesk/documents/_slots.html` for this reader; one query each for `slots` and `files` that the caller has not.

    `slots`: all, the fallen away too. `places`: a Place per document asked for. `other_files`; `summary`;
    `missing`: names; `is_complete`; `upload`: None where the reader may not send files. A colleague reads the
    states only: no file, no file's name (MANUALS, table C). `files`: the ticket's files, removed ones too, if the
    caller has them. `answers`: what was said about who applies, where that decides about documents.
    """
    slots = list(ticket.slots.for_page()) if slots is None else slots
    if files is None and may.can_download:
        files = list(ticket.attachments.readable_by(user).select_related("version"))
    needed = [slot for slot in slots if slot.necessity != Necessity.NOT_NEEDED]
    if ticket.is_done:
        # What was never asked for and never came is no news on a finished ticket.
        needed = [slot for slot in needed if slot.is_required or slot.state != SlotState.MISSING]
    for slot in slots:
        slot.ticket = ticket
    others = _others(slots, files) if may.can_download else []
    for file in [slot.current for slot in slots if slot.current] + others:
        file.ticket = ticket
    earlier = earlier_versions(files) if may.can_download else {}
    offers = Offers(ticket, slots, may)
    places = [
        Place(
            slot, slot.current if may.can_download else None, may.can_upload and slot.takes_a_file,
            tuple(earlier.get(slot.pk, ())), offers.for_slot(slot), offers.kept_of(slot), offers.can_keep(slot),
        )
        for slot in needed
    ]  # fmt: skip
    return {
        "slots": slots,
        "places": places,
        "other_files": others,
        **_summary(needed),
        "answers": _answers(ticket, slots, may),
        "upload": _upload(ticket, user, places) if may.can_upload else None,
    }


def _others(slots, files):
    in_slots = {slot.current_id for slot in slots}
    return [f for f in files if f.message_id is None and not f.is_internal and not f.removed_at and f.pk not in in_slots]


def _answers(ticket, slots, may):
    """What was answered, and whether this reader may still correct it; None where no document depends on it."""
    asked = questions(slots)
    if not asked or not may.can_download:
        return None
    words = answers_in_words(ticket.applicant if "applicant" in asked else "", ticket.is_by_proxy if "is_by_proxy" in asked else None)
    return {"words": words, "can_correct": may.can_correct_answers and may_be_corrected(slots)}


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
