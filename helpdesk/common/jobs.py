"""The clock's housekeeping. What the jobs of other nouns do stands beside those nouns."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, TextField
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from . import form_token, mail_claims
from .beats import Beat
from .cache_table import CacheTable
from .clock import job

KILLED_AFTER = timedelta(minutes=20)  # no task of ours takes that long
# How long a task rests after its first, second … failure; after the last it stays failed.
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8)]
KEEP_RESULTS = timedelta(days=14)
KEEP_TOKENS = timedelta(days=2)

ATTEMPTS = Func(F("worker_ids"), function="jsonb_array_length", output_field=IntegerField())
LAST_WORKER = Func(F("worker_ids"), template="(%(expressions)s ->> -1)", output_field=TextField())


@job(minutes=1)
def put_back_killed_tasks(at=None):
    """Give tasks of a killed worker to another one; after too many tries they have failed."""
    at = at or timezone.now()
    killed = killed_tasks(at).alias(attempts=ATTEMPTS)
    given_up = killed.filter(attempts__gt=len(PAUSES)).order_by().update(
        status=TaskResultStatus.FAILED, finished_at=at, traceback="The worker was killed each time."
    )
    return given_up + killed.order_by().update(status=TaskResultStatus.READY, started_at=None, enqueued_at=at)


def killed_tasks(at):
    """Tasks that run far too long, or whose worker's pulse has stopped. A worker that never had one is not judged by it."""
    silent = Beat.killed(at).filter(kind=Beat.Kind.WORKER, name=OuterRef("last_worker"))
    running = DBTaskResult.objects.running().alias(last_worker=LAST_WORKER)
    return running.filter(Q(started_at__lt=at - KILLED_AFTER) | Exists(silent))


@job(seconds=20)
def retry_failed_tasks(at=None):
    """Try failed tasks again after 1, 5, 30 minutes, 2 and 8 hours. Tasks are idempotent."""
    at = at or timezone.now()
    rested = Q()
    for attempt, pause in enumerate(PAUSES, start=1):
        rested |= Q(attempts=attempt, finished_at__lte=at - pause)
    return (
        DBTaskResult.objects.failed()
        .alias(attempts=ATTEMPTS)
        .filter(rested)
        .order_by()
        # Due from now on: how long it rested says nothing about the workers.
        .update(status=TaskResultStatus.READY, started_at=None, finished_at=None, enqueued_at=at)
    )


@job(hours=12)
def prune_task_results(at=None):
    """Forget what finished two weeks ago."""
    limit = (at or timezone.now()) - KEEP_RESULTS
    return DBTaskResult.objects.finished().filter(finished_at__lt=limit).order_by().delete()[0]


@job(hours=6)
def clear_sessions(at=None):
    """Delete sessions that have ended."""
    return Session.objects.filter(expire_date__lt=at or timezone.now()).delete()[0]


@job(hours=1)
def clean_cache(at=None):
    """Delete expired rows of the database cache; Redis does this by itself."""
    ours = (caches[alias] for alias in settings.CACHES)
    return sum(cache.sweep(at) for cache in ours if isinstance(cache, CacheTable))


@job(hours=1)
def prune_form_tokens(at=None):
    """Forget which forms were posted two days ago."""
    return form_token.prune((at or timezone.now()) - KEEP_TOKENS)


@job(hours=6)
def prune_mail_claims(at=None):
    """Forget which mails left a month ago."""
    return mail_claims.prune(at)


@job(hours=6)
def prune_beats(at=None):
    """Forget workers and clocks that were killed a day ago."""
    return Beat.prune(at)
