"""Moves that follow from documents and from the video call. The documents noun calls them."""

from django.utils.translation import gettext as _

from helpdesk.tickets.models.checklist import ChecklistTick
from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.models.recording import verb
from helpdesk.tickets.models.status import Status, WaitingFor

UNANSWERED_LIMIT = 3


class CheckingVerbs:
    """Mixin of Ticket: `documents_arrived`, `documents_settled`, `documents_judged`, `document_expired`, `record_call`, `tick`."""

    def documents_arrived(self, *, by, at):
        """The last wanted file has come: on to the check, by itself. Called under the ticket's lock."""
        if self.status == Status.ESCALATED and self.status_before_escalation in {Status.OPEN, Status.PENDING}:
            self.status_before_escalation, self.waiting_for = Status.CHECKING, WaitingFor.NOTHING
            return self.record(EventKind.DOCUMENTS_ARRIVED, by=by, at=at)
        if self.status not in {Status.OPEN, Status.REPLIED, Status.PENDING}:
            return None
        old, new = self.move_to(Status.CHECKING)
        self.waiting_for, self.status_before_wait = WaitingFor.NOTHING, ""
        return self.record(EventKind.DOCUMENTS_ARRIVED, by=by, at=at, old=old, new=new)

    def document_taken_back(self, *, at):
        """A file that had come is no file any more (virus): back to “Complete your documents”. The caller records it."""
        if self.status == Status.CHECKING and self.wanted_documents:
            self.move_to(Status.OPEN)
        self.save(update_fields=["status", "wanted_documents", "unchecked_documents"])

    def document_expired(self, facts, *, by, at, is_first):
        """An accepted document has run out; called under the lock. The ticket waits for a new one, unless it waits
        already, or other documents are just being checked: then the result of the check names this one too."""
        before = self.status
        if self.wanted_documents:
            self.documents_complete_at = None
        if self.wanted_documents and is_first:
            if self.status in {Status.OPEN, Status.REPLIED, Status.VIDEO_CALL} or (self.status == Status.CHECKING and not self.unchecked_documents):
                self._begin_waiting(WaitingFor.DOCUMENTS)
            elif self.status == Status.ESCALATED and self.status_before_escalation != Status.PENDING and not self.unchecked_documents:
                self.status_before_wait, self.status_before_escalation = self.status_before_escalation, Status.PENDING
                self.waiting_for = WaitingFor.DOCUMENTS
        old, new = ({"status": before}, {"status": str(self.status)}) if before != self.status else ({}, {})
        return self.record(EventKind.DOCUMENT_EXPIRED, by=by, at=at, old=old, new=facts | new)

    def documents_settled(self, *, by, at, is_any_accepted):
        """The last wanted document has fallen away: nothing is missing any more. Called under the ticket's lock."""
        if self.unchecked_documents:
            return self.documents_arrived(by=by, at=at)
        if is_any_accepted:
            self.documents_complete_at = at
            self.save(update_fields=["documents_complete_at"])
        if self.waiting_for != WaitingFor.DOCUMENTS:
            return None
        if self.status == Status.ESCALATED:
            self.status_before_escalation, self.waiting_for, self.status_before_wait = Status.OPEN, WaitingFor.NOTHING, ""
            return self.record(EventKind.RESUMED, by=by, at=at)
        wants_call = is_any_accepted and self.service.has_video_call and not self.call_verified_at
        old, new = self.move_to(Status.VIDEO_CALL if wants_call else Status.OPEN)
        self.waiting_for, self.status_before_wait = WaitingFor.NOTHING, ""
        return self.record(EventKind.RESUMED, by=by, at=at, old=old, new=new)

    def documents_judged(self, text, *, by, at, accepted, refused):
        """Send the result of the check once: one message, one change of status. Called under the lock.

        `accepted` and `refused` are lists for the event: names, and names with their reasons.
        """
        old_status = self.status
        self._note_first_response(at)
        if refused:
            self._begin_waiting(WaitingFor.DOCUMENTS)
            self.documents_complete_at = None
        else:
            self.documents_complete_at = at
            self._after_the_check(Status.VIDEO_CALL if self.goes_on_to_the_call else Status.OPEN)
        return self._say(
            text, EventKind.RESULT_SENT, by=by, at=at, old_status=old_status, accepted=accepted, refused=refused,
            has_call=self.service.has_video_call and not self.call_verified_at,
        )

    @property
    def goes_on_to_the_call(self):
        """Once the documents that are being checked are accepted, the video call comes next."""
        before = {self.status_before_escalation, self.status_before_wait} if self.status == Status.ESCALATED else set()
        is_checked = Status.CHECKING in {self.status, *before}
        return is_checked and self.service.has_video_call and not self.call_verified_at

    def _after_the_check(self, status):
        """Nothing is left to check, neither now nor when the ticket comes back from an escalation or from its client."""
        for name in ("status", "status_before_escalation", "status_before_wait"):
            if getattr(self, name) == Status.CHECKING:
                setattr(self, name, status)

    @verb
    def record_call(self, outcome, note="", *, by, at):
        """Record the video call (row A11): `matches`, `does_not_match` or `no_answer`, with a note."""
        if self.status != Status.VIDEO_CALL:
            raise IllegalMove(_("The ticket is not waiting for a video call."))
        old = {"status": self.status}
        if outcome == "matches":
            self.call_verified_at, self.status = at, Status.OPEN
        elif outcome == "does_not_match":
            if not note.strip():
                raise IllegalMove(_("Write what does not match, so that the client knows what to do."))
            self._begin_waiting(WaitingFor.ANSWER)
        elif outcome == "no_answer":
            self.unanswered_calls += 1
            if self.unanswered_calls >= UNANSWERED_LIMIT:
                self.unanswered_calls = 0
                self._begin_waiting(WaitingFor.ANSWER)
        else:
            raise ValueError(outcome)
        return self.record(
            EventKind.CALL_RECORDED, by=by, at=at, old=old,
            new={"outcome": outcome, "note": note, "status": self.status},
        )

    @verb
    def tick(self, item, is_found, *, by, at):
        """Note what a check of the service's checklist showed: found, not found, or None to clear it."""
        self._must_not_be_done()
        tick = self.checks.filter(item=item).first()
        before = tick.is_found if tick else None
        if before == is_found:
            return None
        if is_found is None:
            tick.delete()
        else:
            ChecklistTick.objects.update_or_create(
                ticket=self, item=item, defaults={"is_found": is_found, "by": by, "at": at}
            )
        return self.record(
            EventKind.CHECK_TICKED, by=by, at=at, old={"found": before}, new={"item": item.pk, "found": is_found}
        )
