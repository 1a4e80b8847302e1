"""What is said in a ticket of a load."""

from helpdesk.tickets.models import EventKind, Status, WaitingFor
from home.load.moments import stamp
from home.load.vocabulary import CLOSINGS, NOTES, QUESTIONS, REFUSALS, WITHDRAWALS

UNANSWERED_LIMIT = 3


class TalkScenes:
    """Mixin of Life: the verbs that write messages, as `ConversationVerbs` and `LifecycleVerbs` have them."""

    def say(self, text, kind, by, *, before=None, extra="", facts=None):
        """A public message with its event; `before`: the status that it has changed, if it has."""
        message = self.ledger.add("Message", f"{self.pk}\t{by}\t{text}\tf\t{stamp(self.at)}")
        old, new = "{}", f'{{{extra}"message": {message}'
        if before is not None and before is not self.status:
            old, new = f'{{"status": "{before.value}"}}', f'{new}, "status": "{self.status.value}"'
        self.record(kind, by, old, new + "}", facts=facts)
        return message

    def answer(self, text):
        """A reply of the officer."""
        before = self.status
        self.note_first_response()
        if before is Status.OPEN:
            self.status = Status.REPLIED
        return self.say(text, EventKind.REPLIED, self.officer, before=before)

    def reply(self, text):
        """A reply of the client."""
        before = self.status
        if before is Status.REPLIED:
            self.status = Status.OPEN
        elif before is Status.PENDING and self.waiting_for == WaitingFor.ANSWER:
            self.end_waiting()
        return self.say(text, EventKind.REPLIED, self.client.pk, before=before)

    def note(self):
        text = self.world.writer.pick(NOTES)
        message = self.ledger.add("Message", f"{self.pk}\t{self.officer}\t{text}\tt\t{stamp(self.at)}")
        self.record(EventKind.NOTED, self.officer, new=f'{{"message": {message}}}', is_internal=True)

    def ask(self):
        before = self.status
        self.note_first_response()
        self.begin_waiting(WaitingFor.ANSWER)
        self.say(self.world.writer.pick(QUESTIONS), EventKind.WAITING, self.officer, before=before)

    def call(self, outcome):
        """The video call: `matches` or `no_answer`."""
        old = '{"status": "video_call"}'
        if outcome == "matches":
            self.call_at, self.status = self.at, Status.OPEN
        else:
            self.missed_calls += 1
            if self.missed_calls >= UNANSWERED_LIMIT:
                self.missed_calls = 0
                self.begin_waiting(WaitingFor.ANSWER)
        note = "Berkas asli sesuai." if outcome == "matches" else ""
        new = f'{{"outcome": "{outcome}", "note": "{note}", "status": "{self.status.value}"}}'
        self.record(EventKind.CALL_RECORDED, self.officer, old, new)

    def close(self):
        self.note_first_response()
        self._finish(Status.CLOSED, EventKind.CLOSED, CLOSINGS, self.officer)

    def reject(self):
        self.note_first_response()
        self._finish(Status.REJECTED, EventKind.REJECTED, REFUSALS, self.officer)

    def cancel(self):
        self._finish(Status.CANCELLED, EventKind.CANCELLED, WITHDRAWALS, self.client.pk)

    def _finish(self, status, kind, words, by):
        before, writer = self.status, self.world.writer
        self.status, self.closed_at, self.closed_by = status, self.at, by
        self.waiting_for = self.before_wait = self.before_escalation = ""
        text = writer.pick(words)
        self.say(text if self.random() < 0.6 else f"{text} {writer.pick(writer.sentences)}", kind, by, before=before)

    def note_first_response(self):
        if self.first_at is None:
            self.first_at = self.at
