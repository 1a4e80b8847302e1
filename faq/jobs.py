"""What the clock does for the FAQ."""

from datetime import timedelta

from django.utils import timezone

from faq.feedback import JUDGED_EVERY, Opening, Unfound
from helpdesk.common.clock import job

KEEP_ONCE = timedelta(days=90)


@job(seconds=JUDGED_EVERY.total_seconds())
def judge_opened_answers(at=None):
    """Note which opened answers a ticket of the same client followed within a day: those did not help."""
    return Opening.objects.judge(at)


@job(hours=24)
def prune_unfound_searches(at=None):
    """Forget what was looked for once, 90 days ago or more."""
    limit = (at or timezone.now()) - KEEP_ONCE
    return Unfound.objects.filter(times=1, last_at__lt=limit).delete()[0]
