"""One upload of one or many files: each gets its own result, and the good ones stay (row A6)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from helpdesk.attachments import checks
from helpdesk.attachments.names import ENDING, SUFFIX, display_name
from helpdesk.attachments.other_files import attach
from helpdesk.attachments.refusals import Refused
from helpdesk.attachments.sandbox import SandboxBroken
from helpdesk.documents.views.guess import guess
from helpdesk.tickets.models import IllegalMove

MOST_AT_ONCE = 20
BUSY = 503
OTHER = "other"
"""The choice of no document's place."""


@dataclass(frozen=True)
class Result:
    """What became of one file; `status` is 200 (kept), 422 (not acceptable), 409 (no longer possible) or 503 (nobody
    could look at it)."""

    name: str
    size: int
    sentence: str
    status: int = 200
    slot: str = ""
    attachment: object = None  # what was kept

    @property
    def is_kept(self):
        return self.status == 200

    def as_dict(self):
        """For the element that sends file by file."""
        return {
            "name": self.name, "size": self.size, "ok": self.is_kept, "sentence": self.sentence, "slot": self.slot,
        }  # fmt: skip


class Receiver:
    """Takes the files of one post and puts each where it belongs. Never raises for the sender's mistakes.

    `choice` is the code of a document, OTHER, or empty: then each file's name tells.
    """

    def __init__(self, ticket, choice, *, by):
        self.ticket, self.choice, self.by = ticket, choice, by
        self.slots = {slot.code: slot for slot in ticket.slots.needed()}
        self.filled = set()

    def take_all(self, uploads):
        """Return one Result per file, in their order."""
        sentence = _("Please send at most %(most)s files at once; send this one again.") % {"most": MOST_AT_ONCE}
        taken = [self.take(upload) for upload in uploads[:MOST_AT_ONCE]]
        return taken + [_refused(upload, 422, sentence) for upload in uploads[MOST_AT_ONCE:]]

    def take(self, upload):
        """Check and keep one file."""
        try:
            slot = self.place_for(upload.name)
            kept = self._keep(slot, checks.check(upload))
        except SandboxBroken as trouble:
            return _refused(upload, BUSY, str(trouble))
        except (Refused, Unplaced) as refusal:
            return _refused(upload, 422, str(refusal))
        except IllegalMove as refusal:
            return _refused(upload, 409, str(refusal))
        if slot is None:
            return Result(kept.name, kept.size, _("Received with the other files."), slot=OTHER, attachment=kept)
        self.filled.add(slot.code)
        sentence = _("Received as “%(name)s”.") % {"name": slot}
        return Result(kept.name, kept.size, sentence, slot=slot.code, attachment=kept)

    def _keep(self, slot, accepted):
        if slot is None:
            return attach(self.ticket, accepted, by=self.by)
        slot.ticket = self.ticket
        return slot.send(accepted, by=self.by)

    def place_for(self, name):
        """The slot that a file of this name is for, or None for the other files. Raises Unplaced with a sentence."""
        if self.choice == OTHER:
            return None
        slot = self.slots.get(self.choice) if self.choice else self._guessed(name)
        if slot is None and self.choice:
            raise Unplaced(_("This ticket asks for no such document. Choose another one."))
        if slot and slot.code in self.filled:
            # The second file would replace the first without a word.
            raise Unplaced(_("Only one file goes to “%(name)s”. Put all its pages into one PDF.") % {"name": slot})
        return slot

    def _guessed(self, name):
        places = [slot for slot in self.slots.values() if slot.takes_a_file]
        slot = guess(name, places)
        if places and slot is None:
            raise Unplaced(_("Its name does not tell which document this is. Choose the document, then send it again."))
        return slot


class Unplaced(Exception):
    """We do not know where the file belongs; `str()` says what to do."""


def _refused(upload, status, sentence):
    return Result(shown(upload.name), upload.size or 0, sentence, status)


def shown(name):
    """The file's own name with its ending, fit to be shown: a refused “surat.docx” is not called surat.pdf."""
    ending = ENDING.search(str(name or ""))
    return display_name(name).removesuffix(SUFFIX) + (ending.group() if ending else "")
