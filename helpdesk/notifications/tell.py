"""Telling people: of a ticket's event by the table (audience.py), of anything else by `tell`."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.models import Role, User
from helpdesk.common import writing
from helpdesk.common.task_backend import along
from helpdesk.notifications.audience import rule_for
from helpdesk.notifications.choices import with_wish
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.mails import post
from helpdesk.notifications.models import Notification
from helpdesk.notifications.recipients import recipients
from helpdesk.notifications.sentences import check

_is_quiet = ContextVar("nobody_is_told", default=False)


@contextmanager
def quiet():
    """Nobody is told of what happens inside: a demo that tells three months in a minute."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def is_quiet():
    """True inside `quiet()`: for what would be told by a task, which runs outside of it."""
    return _is_quiet.get()


def tell_of_event(event, ticket, *, by_mail=True):
    """Put one event into the bells of those who hear of it, and queue the mails. Within the event's transaction."""
    rule = rule_for(event, ticket)
    if rule is None or not rule.to or _is_quiet.get():
        return
    people = recipients(event, ticket, rule)
    if not people:
        return
    rows = [
        Notification(pk=person.bell, recipient=person, kind=rule.kind, ticket=ticket, event=event, created_at=event.at)
        for person in people
    ]
    _keep(rows, by_mail=by_mail)


def tell(people, kind, *, facts=None, path="", by=None):
    """Tell people of what is no ticket, within the transaction of the change.

    `facts` are names for the sentence; `facts["what"]` chooses it (sentences.TOLD). `path`: the page of ours it leads to.
    Not told: who acted (`by`), who is deactivated, who has no desk.
    """
    if path and (not path.startswith("/") or path.startswith("//")):
        raise ValueError(f"not a path of ours: {path}")
    check(facts or {})
    if _is_quiet.get():
        return
    wanted = User.objects.active().exclude(role=Role.EDITOR).filter(pk__in={p.pk for p in people} - {by.pk if by else None})
    now = timezone.now()
    _keep([
        Notification(recipient=person, kind=kind, facts=facts or {}, path=path, created_at=now)
        for person in with_wish(wanted, kind).order_by("pk")
    ])  # fmt: skip


def tell_of_handover(person, number, *, by):
    """One piece of news for `number` tickets that changed hands at once."""
    path = f"{reverse('helpdesk:ticket_list')}?hanya=mine"
    tell([person], Kind.ASSIGNED, facts={"what": "handed_over", "count": number, "person": str(by or "")}, path=path, by=by)


def _keep(rows, *, by_mail=True):
    # The office may switch mails about new tickets off altogether.
    mailed = [row for row in rows if by_mail and row.recipient.wants_mail and getattr(row.recipient, "office_mails", True)]
    if not mailed or rows[0].pk is None:
        writing.insert(*rows)
        rows = ()
    if mailed:
        with along(post, rows):
            post.enqueue([row.pk for row in mailed])
