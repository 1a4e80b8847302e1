"""A ticket of the load, told once more by the real verbs, comes out the same."""

import pytest
from django.forms import model_to_dict

from helpdesk.accounts.models import User
from helpdesk.documents.result import send_result
from helpdesk.evaluations.models import Evaluation, EvaluationQuestion
from helpdesk.notifications.models import Notification
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, Ticket

pytestmark = pytest.mark.django_db
# The mark of the due date is the clock's: it follows the present time.
OTHERS = {"id", "number", "pin", "search", "version", "watchers", "follows", "due_mark"}
KEYS = {"message", "slot"}


class Replay:
    """Tells `old` again, event by event."""

    def __init__(self, old):
        self.old, self.texts = old, {message.pk: message.text for message in old.messages.all()}
        self.codes = dict(old.slots.values_list("pk", "code"))

    def tell(self):
        for event in self.old.events.chronologically().select_related("actor", "subject"):
            if event.kind not in {EventKind.DOCUMENTS_ARRIVED, EventKind.DOCUMENTS_DELETED}:
                getattr(self, event.kind)(event, {"by": event.actor, "at": event.at})
        return Ticket.objects.get(pk=self.new.pk)

    def text(self, event):
        return self.texts[event.new["message"]]

    def slot(self, key):
        slot = self.new.slots.get(code=self.codes[key])
        slot.ticket = self.new
        return slot

    def submitted(self, event, who):
        old = self.old
        self.new = Ticket.submit(
            service=old.service, title=old.title, description=old.description, requester=old.requester, source=old.source, type=old.type,
            applicant=old.applicant, is_by_proxy=old.is_by_proxy, whatsapp_number=old.whatsapp_number, **who,
        )  # fmt: skip

    def file_sent(self, event, who):
        make.send_document(self.new, self.codes[event.new["slot"]], **who)

    def assigned(self, event, who):
        self.new.take(**who)

    def watcher_added(self, event, who):
        self.new.add_watcher(event.subject, **who)

    def check_ticked(self, event, who):
        self.new.tick(self.new.service.checklist.get(pk=event.new["item"]), event.new["found"], **who)

    def result_sent(self, event, who):
        for fact in event.new["accepted"]:
            make.judge_document(self.slot(fact["slot"]), **who)
        for fact in event.new["refused"]:
            make.judge_document(self.slot(fact["slot"]), "refuse", fact["reason"], **who)
        assert send_result(self.new, **who).text == self.text(event)

    def call_recorded(self, event, who):
        self.new.record_call(event.new["outcome"], event.new["note"], **who)

    def replied(self, event, who):
        self.new.reply(self.text(event), **who)

    def noted(self, event, who):
        self.new.add_note(self.text(event), **who)

    def waiting(self, event, who):
        self.new.wait_for_client(self.text(event), **who)

    def escalated(self, event, who):
        self.new.escalate(event.new["to"], event.new["reference"], **who)

    def came_back(self, event, who):
        self.new.come_back(**who)

    def closed(self, event, who):
        self.new.close(self.text(event), **who)

    def rejected(self, event, who):
        self.new.reject(self.text(event), **who)

    def cancelled(self, event, who):
        self.new.cancel(self.text(event), **who)

    def evaluated(self, event, who):
        Evaluation.objects.give(self.new, dict.fromkeys(EvaluationQuestion.objects.filter(is_active=True), 3), **who)


def columns(ticket):
    dates = {field.name: getattr(ticket, field.attname) for field in ticket._meta.concrete_fields}
    return {name: value for name, value in (dates | model_to_dict(ticket)).items() if name not in OTHERS}


def history(ticket):
    kept = ticket.events.exclude(kind=EventKind.DOCUMENTS_DELETED).chronologically()
    return [
        (event.kind, event.actor_id, event.subject_id, event.at, event.is_internal, _plain(event.old), _plain(event.new)) for event in kept
    ]


def _plain(facts):
    """Without the keys of rows, and without the size of the file, which differ."""
    if isinstance(facts, list):
        return [_plain(fact) for fact in facts]
    if not isinstance(facts, dict):
        return facts
    return {name: _plain(value) for name, value in facts.items() if name not in KEYS | {"size", "name"}}


def papers(ticket):
    return [
        (slot.code, slot.name, slot.necessity, slot.position, slot.state, slot.reason, slot.decided_by_id, slot.decided_at, slot.requirement_id,
         [(version.number, version.outcome, version.reason, version.attachment.created_at) for version in slot.versions.all()])
        for slot in ticket.slots.order_by("position")
    ]  # fmt: skip


def told(ticket):
    notices = Notification.objects.filter(ticket=ticket).order_by("event__at", "event__pk", "recipient_id")
    return [(notice.recipient_id, notice.kind, notice.event.kind, notice.created_at) for notice in notices.select_related("event")]


def sample():
    """The first tickets of each status and each kind of event, the newest first."""
    newest = Ticket.objects.order_by("-pk")
    found = {ticket.pk for status in Ticket.objects.values_list("status", flat=True).distinct() for ticket in newest.filter(status=status)[:2]}
    for kind in ("noted", "escalated", "came_back", "watcher_added", "call_recorded", "evaluated", "check_ticked"):
        found |= set(newest.filter(events__kind=kind).values_list("pk", flat=True)[:1])
    refused = newest.filter(events__kind="result_sent", slots__versions__outcome="replaced").distinct()
    return Ticket.objects.filter(pk__in=found | set(refused.values_list("pk", flat=True)[:2]))


def test_the_real_verbs_say_the_same(load, mailoutbox):
    tickets = [ticket for ticket in sample() if ticket.messages.count() < 100]
    assert len(tickets) > 10
    User.objects.exclude(username__startswith="load-").update(is_active=False)
    for old in tickets:
        new = Replay(old).tell()
        assert history(new) == history(old)
        assert columns(new) == columns(old)
        assert papers(new) == papers(old)
        if old.created_at.year == 2026 and not old.watchers.exists():
            assert told(new) == told(old)
