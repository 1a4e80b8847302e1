"""One ticket of a load as it lives: the same moves, events and clock as the verbs of `helpdesk.tickets`, without the database.

`home/load/tests/test_seed_load.py` compares what comes out with what the real verbs say of such a ticket.
"""

from helpdesk.tickets.models import EventKind, Status, WaitingFor
from helpdesk.tickets.models.status import DONE
from home.load.bells import Bells
from home.load.catalogue import as_json
from home.load.moments import stamp
from home.load.papers import PaperScenes
from home.load.tables import NULL
from home.load.talk import TalkScenes

SILENT = {EventKind.NOTED, EventKind.EVALUATED}
STANDING = {Status.OPEN, Status.REPLIED}


class Today(Exception):
    """The life has come to the present; the ticket stays as it is."""


class World:
    """What all lives share. `told_since`: what happened before is in nobody's bell any more."""

    def __init__(self, *, random, ruler, base, ledger, writer, cast, questions, told_since, kept_seconds):
        self.random, self.ruler, self.base, self.ledger, self.writer = random.random, ruler, base, ledger, writer
        self.cast, self.questions, self.told_since, self.kept_seconds = cast, questions, told_since, kept_seconds
        self.bits = random.getrandbits
        self.letters = {}


class Life(TalkScenes, PaperScenes):
    """The state of one ticket while it is told; `end` writes its row."""

    def __init__(self, world, offer, client, officer, at):
        self.world, self.ledger, self.random = world, world.ledger, world.random
        self.offer, self.client, self.officer, self.at, self.created_at = offer, client, officer, at, at
        self.pk = self.ledger.key("Ticket")
        self.status, self.waiting_for, self.before_wait, self.before_escalation = Status.OPEN, "", "", ""
        self.escalated_to = self.reference = ""
        self.papers, self.wanted, self.unchecked = [], 0, 0
        self.complete_at = self.call_at = self.closed_at = self.closed_by = self.evaluated_at = self.assignee = None
        self.missed_calls = self.worked = self.version = 0
        self.clock_at = self.due = self.missed = self.first_due = self.first_at = self.client_at = self.staff_at = None
        self.watchers = []
        self.bells = Bells(self)

    # Time

    def wait(self, hours):
        """Go on in working time, somewhat more or less; Today when that is not over yet."""
        self.be_at(self.world.ruler.add(self.at, int(hours * 3600 * (0.6 + 0.9 * self.random())) + 1))

    def be_at(self, moment):
        if moment > self.world.base:
            raise Today
        self.at = moment

    def _runs(self):
        if self.status in DONE or self.status == Status.PENDING:
            return False
        return self.status == Status.ESCALATED or not (self.wanted and self.status in STANDING)

    def _sync_clock(self, at):
        """As `helpdesk.tickets.models.deadlines` does."""
        ruler = self.world.ruler
        if self._runs():
            if self.clock_at is None:
                self.clock_at = at
                self.due = self.missed or ruler.add(at, self.offer.seconds - self.worked)
                if self.first_due is None:
                    self.first_due = ruler.add(at, self.offer.first_seconds)
        elif self.clock_at is not None:
            self.worked += ruler.between(self.clock_at, at)
            self.clock_at = None
            if self.due is not None and self.due < at:
                self.missed = self.due
            if self.status not in DONE:
                self.due = None

    # History

    def record(self, kind, by, old="{}", new="{}", *, at=None, is_internal=False, subject=None, facts=None):
        """One event. `old` and `new` are JSON as COPY reads it; `facts` is `new` as the table of notices asks for it."""
        at = at or self.at
        self._sync_clock(at)
        self.version += 1
        if by is not None and not is_internal and kind not in SILENT:
            if by == self.client.pk:
                self.client_at = at
            else:
                self.staff_at = at
        event = self.ledger.add(
            "TicketEvent",
            f"{self.pk}\t{kind.value}\t{NULL if by is None else by}\t{subject or NULL}\t{stamp(at)}\t{'t' if is_internal else 'f'}\t{old}\t{new}",
        )
        if at >= self.world.told_since:
            self.bells.tell(event, kind, by, subject, at, is_internal, facts or {})

    def move_to(self, status):
        """Set the status; return the `old` and `new` of the event."""
        old, self.status = self.status, status
        return f'{{"status": "{old.value}"}}', f'{{"status": "{status.value}"}}'

    def submit(self, title, description, source, *, by=None, number=None):
        """`by`: an officer who enters it for the client."""
        offer = self.offer
        self.title, self.description, self.source = title, description, source
        self.by, self.number = by or self.client.pk, number or self.pk
        self.pin = f"{self.world.bits(30) % 1_000_000:06d}"
        self.make_papers()
        self.record(
            EventKind.SUBMITTED, self.by, new=f'{offer.submitted}, "documents": {self.wanted}}}', subject=self.client.pk if by else None
        )

    def take(self):
        """The officer takes the ticket."""
        if self.assignee is None:
            self.assignee = self.officer
            self.record(
                EventKind.ASSIGNED, self.officer, '{"assignee": null}', f'{{"assignee": {self.officer}}}', subject=self.officer
            )

    def watch(self, person, by):
        self.watchers.append(person)
        self.ledger.add("Ticket_watchers", f"{self.pk}\t{person}")
        self.record(EventKind.WATCHER_ADDED, by, is_internal=True, subject=person)

    def begin_waiting(self, waiting_for):
        if self.status != Status.PENDING:
            self.before_wait = self.status
        self.status, self.waiting_for = Status.PENDING, waiting_for.value

    def end_waiting(self):
        self.status = self.before_wait or Status.OPEN
        self.before_wait, self.waiting_for = "", WaitingFor.NOTHING.value

    def escalate(self, to, reference):
        self.before_escalation = self.status
        old, _new = self.move_to(Status.ESCALATED)
        self.escalated_to, self.reference = to, reference
        new = as_json({"status": "escalated", "to": to, "reference": reference, "reason": ""})
        self.record(EventKind.ESCALATED, self.officer, old, new)

    def come_back(self):
        old, new = self.move_to(self.before_escalation)
        self.before_escalation = ""
        self.record(EventKind.CAME_BACK, self.officer, old, new)

    def evaluate(self):
        client, ledger = self.client.pk, self.ledger
        comment = self.world.writer.pick_comment()
        key = ledger.add("Evaluation", f"{self.pk}\t{client}\t{comment}\t{stamp(self.at)}")
        usual = 4 if self.random() < 0.45 else 3
        for question in self.world.questions:
            score = usual if self.random() < 0.8 else 1 + int(self.random() * 4)
            ledger.add("EvaluationAnswer", f"{key}\t{question}\t{score}")
        self.evaluated_at = self.at
        self.record(EventKind.EVALUATED, client)

    def end(self):
        """Write what is left: the documents as they are now, and the ticket."""
        self.end_papers()
        offer, client, call = self.offer, self.client, self.offer.has_call
        nothing, moment = NULL, _moment
        self.ledger.lines["Ticket"].append(
            f"{self.pk}\t{self.number}\t{self.title}\t{self.description}\t{offer.pk}\t{offer.department}\t{self.source}\t{offer.type}\t"
            f"{client.pk}\t{client.organisation or nothing}\t{self.by}\t{self.assignee or nothing}\t{client.phone if call else ''}\t"
            f"{client.applicant}\t{'t' if self.is_by_proxy else 'f'}\tf\t{nothing}\t{self.status.value}\t{self.waiting_for}\t"
            f"{_value(self.before_wait)}\t{_value(self.before_escalation)}\t{self.escalated_to}\t{self.reference}\t{self.wanted}\t"
            f"{self.unchecked}\t{moment(self.complete_at)}\t{moment(self.call_at)}\t{self.missed_calls}\t{self.closed_by or nothing}\t"
            f"{moment(self.closed_at)}\t{moment(self.evaluated_at)}\t{self.pin}\t{nothing}\t{nothing}\t\t{offer.first_response}\t"
            f"{offer.resolution}\t{moment(self.clock_at)}\t{self.worked}\t{moment(self.due)}\t{moment(self.missed)}\t"
            f"{moment(self.first_due)}\t{moment(self.first_at)}\t{stamp(self.created_at)}\t{moment(self.client_at)}\t"
            f"{moment(self.staff_at)}\t{self.version}\t{0 if self.closed_at or self.clock_at is None else 1}\n"
        )


def _moment(at):
    return NULL if at is None else stamp(at)


def _value(status):
    return status.value if status else ""
