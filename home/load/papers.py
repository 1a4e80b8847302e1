"""The documents of a ticket of a load: slots, files, versions, the check, and the deletion after the set time."""

from helpdesk.attachments.models import Removed
from helpdesk.documents.result import letter
from helpdesk.tickets.models import EventKind, Status, WaitingFor
from home.load.catalogue import REQUIRED, as_json
from home.load.moments import DAY, stamp
from home.load.tables import NULL, text
from home.load.vocabulary import REASONS

DELETED_AT = 19 * 3600  # the hour (UTC) in which the clock deletes: 02.00 WIB


class File:
    """One file that was sent; `removed` is (when, by whom, why)."""

    __slots__ = ("at", "key", "number", "outcome", "reason", "removed", "sha256", "size", "stored", "version")


class Slot:
    """The place of one document."""

    __slots__ = ("decided_at", "decided_by", "files", "key", "necessity", "paper", "reason", "state")

    @property
    def is_wanted(self):
        return self.state == "refused" or (self.state == "missing" and self.necessity == REQUIRED)


class PaperScenes:
    """Mixin of Life."""

    is_by_proxy = False

    def make_papers(self):
        applicant = self.client.applicant
        for paper in self.offer.papers:
            slot = Slot()
            slot.key, slot.paper, slot.files = self.ledger.key("DocumentSlot"), paper, []
            slot.state, slot.reason, slot.decided_by, slot.decided_at = "missing", "", NULL, NULL
            slot.necessity = paper.necessity[applicant, self.is_by_proxy]
            self.papers.append(slot)
        self._count()

    def _count(self):
        self.wanted = sum(slot.is_wanted for slot in self.papers)
        self.unchecked = sum(slot.state == "sent" for slot in self.papers)

    def send_papers(self, *, all_of_them=True):
        """What is required, one after the other; sometimes what is optional as well."""
        slots = [slot for slot in self.papers if slot.necessity == REQUIRED or (slot.necessity == "optional" and self.random() < 0.2)]
        for slot in slots if all_of_them else slots[:-1]:
            self.wait(0.2)
            self.send(slot)

    def send(self, slot):
        """Put a file into its place; the last wanted one brings the ticket to the check."""
        paper, file = slot.paper, File()
        if slot.files:
            slot.files[-1].outcome = "replaced"
            slot.files[-1].removed = (self.at, self.client.pk, Removed.REPLACED.value)
        file.key, file.version, file.number = self.ledger.key("Attachment"), self.ledger.key("DocumentVersion"), len(slot.files) + 1
        file.at, file.outcome, file.reason, file.removed = self.at, "sent", "", None
        file.size, file.sha256, file.stored = len(paper.content), paper.sha256, f"{self.world.bits(160):040x}"
        slot.files.append(file)
        slot.state, slot.reason = "sent", ""
        before = self.wanted
        self._count()
        client = self.client.pk
        new = f'{{"slot": {slot.key}, "document": {as_json(paper.name)}, "name": "{paper.file}", "size": {file.size}}}'
        self.record(EventKind.FILE_SENT, client, new=new)
        if before and not self.wanted and self.status in {Status.OPEN, Status.REPLIED, Status.PENDING}:
            old, new = self.move_to(Status.CHECKING)
            self.waiting_for = self.before_wait = ""
            self.record(EventKind.DOCUMENTS_ARRIVED, client, old, new)

    def check(self, *, refuse=False):
        """Look at what was sent, tick the service's checks, send the result."""
        for item in self.offer.checks if not self.complete_at and not self.first_at else ():
            self.ledger.add("ChecklistTick", f"{self.pk}\t{item}\tt\t{self.officer}\t{stamp(self.at)}")
            self.record(EventKind.CHECK_TICKED, self.officer, '{"found": null}', f'{{"item": {item}, "found": true}}')
        accepted, refused = [], []
        for slot in [slot for slot in self.papers if slot.state == "sent"]:
            file, facts = slot.files[-1], {"slot": slot.key, "name": slot.paper.name}
            self.ledger.add("FileOpening", f"{file.key}\t{self.officer}\tpages\t{stamp(self.at - 60)}")
            if refuse and not refused:
                slot.reason = self.world.writer.pick(REASONS)
                refused.append({**facts, "reason": slot.reason})
            else:
                accepted.append(facts)
            slot.state = file.outcome = "refused" if slot.reason else "accepted"
            slot.decided_by, slot.decided_at, file.reason = self.officer, stamp(self.at), slot.reason
        self._count()
        self._send_result(accepted, refused)

    def _send_result(self, accepted, refused):
        before, has_call = self.status, self.offer.has_call and not self.call_at
        is_next = has_call and self.status is Status.CHECKING
        self.note_first_response()
        if refused:
            self.begin_waiting(WaitingFor.DOCUMENTS)
            self.complete_at = None
        else:
            self.complete_at = self.at
            if self.status is Status.CHECKING:
                self.status = Status.VIDEO_CALL if has_call else Status.OPEN
        facts = {"accepted": accepted, "refused": refused, "has_call": has_call}
        extra = as_json(facts)[1:-1] + ", "
        self.say(self._letter(accepted, refused, is_next), EventKind.RESULT_SENT, self.officer, before=before, extra=extra, facts=facts)

    def _letter(self, accepted, refused, is_next):
        """The real letter, written once for each combination of documents."""
        key = (self.offer.has_call, is_next, *(fact["name"] for fact in accepted), None, *((fact["name"], fact["reason"]) for fact in refused))
        if key not in self.world.letters:
            self.world.letters[key] = text(letter(accepted, refused, [], has_call=self.offer.has_call, is_next=is_next))
        return self.world.letters[key]

    def correct(self):
        """Send again what was refused."""
        for slot in self.papers:
            if slot.state == "refused":
                self.send(slot)

    def delete_papers(self):
        """What the clock does some time after closing: bytes go, name, size and fingerprint stay."""
        at = self.closed_at + self.world.kept_seconds
        at += (DELETED_AT - at) % DAY
        files = [file for slot in self.papers for file in slot.files if file.removed is None]
        if not files or at > self.world.base:
            return
        kept = []
        for slot in self.papers:
            for file in slot.files:
                if file.removed is None:
                    file.removed = (at, None, Removed.RETENTION.value)
                    kept.append({"name": slot.paper.file, "size": file.size, "sha256": file.sha256})
        self.record(EventKind.DOCUMENTS_DELETED, None, new=as_json({"count": len(kept), "files": kept}), at=at)

    def end_papers(self):
        """Write slots, files and versions as they are at the end."""
        ledger, ticket, client = self.ledger, self.pk, self.client.pk
        slots, files, versions = ledger.lines["DocumentSlot"], ledger.lines["Attachment"], ledger.lines["DocumentVersion"]
        for slot in self.papers:
            paper = slot.paper
            current = slot.files[-1].key if slot.files else NULL
            slots.append(
                f"{slot.key}\t{ticket}\t{paper.columns}\t{slot.necessity}\t{paper.position}\t{slot.state}\t{slot.reason}\t\t\t{NULL}\t"
                f"{current}\t{slot.decided_by}\t{slot.decided_at}\t{NULL}\n"
            )
            for file in slot.files:
                stored, gone = self._stored(file, paper)
                files.append(
                    f"{file.key}\t{ticket}\t{NULL}\t{self.world.bits(128):032x}\t{paper.file}\t{file.size}\t{file.sha256}\t"
                    f"{1 + paper.position % 3}\t{stored}\tf\t{client}\t{stamp(file.at)}\t{gone}\tnone\t{NULL}\n"
                )
                versions.append(f"{file.version}\t{slot.key}\t{file.key}\t{file.number}\t{file.outcome}\t{file.reason}\n")

    def _stored(self, file, paper):
        """Where the bytes lie, and the columns that say that they do not."""
        if file.removed is None:
            name = f"attachments/{file.stored[:2]}/{file.stored}.pdf"
            self.ledger.files.append((name, paper.content))
            return name, f"{NULL}\t{NULL}\t"
        at, by, why = file.removed
        return "", f"{stamp(at)}\t{by or NULL}\t{why}"
