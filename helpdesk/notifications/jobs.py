"""What the clock does for notifications."""

from datetime import timedelta

from django.utils import timezone

from helpdesk.common.clock import job
from helpdesk.notifications.models import Notification

KEEP_READ = timedelta(days=365)
BATCH = 5000


@job(hours=24)
def prune_notifications(at=None):
    """Forget what was read a year ago, with the log of its mail; some thousand at a time."""
    limit, removed = (at or timezone.now()) - KEEP_READ, 0
    while some := list(Notification.objects.filter(read_at__lt=limit).order_by().values_list("pk", flat=True)[:BATCH]):
        Notification.objects.filter(pk__in=some).delete()
        removed += len(some)
    return removed
