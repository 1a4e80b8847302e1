"""No mail leaves twice: who sends one first writes down, for every worker to see, that it is going.

That row is committed before the mail is handed to the mail server and says “gone” right after. A worker that is killed in
between leaves it “going”: nobody can know whether the server took the mail, so it counts as gone and is not sent again.
A mail that the server did not take gives its row back and may be tried again.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.db import connection, models
from django.dispatch import receiver
from django.utils import timezone
from django_tasks.signals import task_finished, task_started

LONGEST = timedelta(minutes=5)
"""No try to send one mail takes that long (EMAIL_TIMEOUT for each step): who is still “going” then was killed."""
KEPT_FOR = timedelta(days=30)
"""Longer than any task is tried again."""


class MailClaim(models.Model):
    """One mail that is going, or has gone. Old rows are pruned by the clock."""

    key = models.CharField(max_length=80, unique=True)
    claimed_at = models.DateTimeField(default=timezone.now, db_index=True)
    has_gone = models.BooleanField(default=False)

    class Meta:
        default_permissions = []

    def __str__(self):
        return self.key


# Waits for who writes the same key at this moment, until that is kept or given up.
TAKE = f"INSERT INTO {MailClaim._meta.db_table} (key, claimed_at, has_gone) VALUES (%s, %s, FALSE) ON CONFLICT (key) DO NOTHING"  # noqa: S608


class HasGone(Exception):
    """This very mail was handed over before."""


class NobodyKnows(Exception):
    """A worker was killed while it sent this mail: it may have arrived, and is not sent again."""


class IsGoing(Exception):
    """Another worker is sending this very mail; look again in a while."""


@contextmanager
def claimed(key, at=None):
    """Send one mail inside. Raises HasGone, NobodyKnows or IsGoing for all but the first; gives the mail free when
    sending raises. Call it outside of a transaction: a row that is not committed would be seen by nobody. (Tasks that a
    test runs at once stand inside of one, and are alone.)"""
    if not key:
        yield
        return
    at = at or timezone.now()
    _take(key, at)
    try:
        yield
    except Exception:
        MailClaim.objects.filter(key=key, has_gone=False).delete()
        raise
    MailClaim.objects.filter(key=key).update(has_gone=True)


def _take(key, at):
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [key, at])
        if cursor.rowcount:
            return
    first = MailClaim.objects.filter(key=key).first()
    if first is None:  # given free this moment
        raise IsGoing(key)
    if first.has_gone:
        raise HasGone(key)
    raise (NobodyKnows if first.claimed_at < at - LONGEST else IsGoing)(key)


def forget_killed(key, at=None):
    """A person wants this mail tried again although nobody knows whether it arrived."""
    MailClaim.objects.filter(key=key, has_gone=False, claimed_at__lt=(at or timezone.now()) - LONGEST).delete()


def prune(at=None):
    """Forget mails that nothing tries to send any more; return how many."""
    return MailClaim.objects.filter(claimed_at__lt=(at or timezone.now()) - KEPT_FOR).delete()[0]


# Which task runs, and how many mails it has sent so far: the name of a mail that has no other.
_tasks = ContextVar("running_tasks", default=())


@receiver(task_started, dispatch_uid="helpdesk.common.mail_claims")
def begin(sender, task_result, **kwargs):
    _tasks.set((*_tasks.get(), [task_result.id, 0]))


@receiver(task_finished, dispatch_uid="helpdesk.common.mail_claims")
def end(sender, **kwargs):
    _tasks.set(_tasks.get()[:-1])


def key_of_task():
    """A name for the next mail of the running task, the same each time the task is tried; "" outside of tasks."""
    if not _tasks.get():
        return ""
    task = _tasks.get()[-1]
    task[1] += 1
    return f"task-{task[0]}-{task[1]}"
