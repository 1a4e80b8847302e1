"""What the clock does for the FAQ."""

from datetime import timedelta

from django.utils import timezone

from faq.feedback import Unfound
from helpdesk.common.clock import job

KEEP_ONCE = timedelta(days=90)


@job(hours=24)
def prune_unfound_searches(at=None):
    """Forget what was looked for once, 90 days ago or more."""
    limit = (at or timezone.now()) - KEEP_ONCE
    return Unfound.objects.filter(times=1, last_at__lt=limit).delete()[0]
