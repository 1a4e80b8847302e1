"""One upload of one or many files: each gets its own result, and the good ones stay (row A6)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from helpdesk.attachments import checks, other_files
from helpdesk.attachments.names import ENDING, SUFFIX, display_name
from helpdesk.attachments.refusals import Refused
from helpdesk.templatetags.desk_ui import filesize
from helpdesk.tickets.models import IllegalMove

MOST_AT_ONCE = 20


@dataclass(frozen=True)
class Result:
    """What became of one file; `status` is 200 (kept), 422 (not acceptable) or 409 (no longer possible)."""

    name: str
    size: int
    status: int = 200
    error: str = ""

    @property
    def ok(self):
        return self.status == 200

    def as_dict(self):
        """For the element that sends file by file."""
        return {"name": self.name, "size_text": filesize(self.size), "ok": self.ok, "error": self.error}


class Receiver:
    """Takes the files of one post to one ticket and puts each where it belongs. Never raises for the sender's mistakes."""

    def __init__(self, ticket, *, by):
        self.ticket, self.by = ticket, by
        self.slots = {str(slot.pk): slot for slot in ticket.slots.needed()}
        self.filled = set()

    def take_all(self, sent):
        """Return one Result per file. `sent`: pairs of a place (a slot's key, "" for other files) and the upload."""
        results = [self.take(place, upload) for place, upload in sent[:MOST_AT_ONCE]]
        sentence = _("Please send at most %(most)s files at once; send this one again.") % {"most": MOST_AT_ONCE}
        return results + [_refused(upload, 422, sentence) for place, upload in sent[MOST_AT_ONCE:]]

    def take(self, place, upload):
        if place and place not in self.slots:
            return _refused(upload, 422, _("This ticket asks for no such document. Choose another one."))
        if place in self.filled:
            # The second file would replace the first without a word.
            return _refused(upload, 422, _("Only one file goes here. Put all its pages into one PDF."))
        try:
            kept = self._keep(self.slots.get(place), checks.check(upload))
        except Refused as refusal:
            return _refused(upload, 422, str(refusal))
        except IllegalMove as refusal:
            return _refused(upload, 409, str(refusal))
        if place:
            self.filled.add(place)
        return Result(kept.name, kept.size)

    def _keep(self, slot, accepted):
        if slot is None:
            return other_files.attach(self.ticket, accepted, by=self.by)
        slot.ticket = self.ticket
        return slot.send(accepted, by=self.by)


def files_of(request):
    """The pairs (place, upload) of a post: `file` goes to the place named by `slot`, `file-<slot>` to that slot."""
    pairs = []
    for name, uploads in request.FILES.lists():
        field, _hyphen, place = name.partition("-")
        if field == "file":
            pairs += [(place or request.POST.get("slot", ""), upload) for upload in uploads]
    return pairs


def _refused(upload, status, sentence):
    return Result(shown(upload.name), upload.size or 0, status, sentence)


def shown(name):
    """The file's own name with its ending, fit to be shown: a refused “surat.docx” is not called surat.pdf."""
    ending = ENDING.search(str(name or ""))
    return display_name(name).removesuffix(SUFFIX) + (ending.group() if ending else "")
