"""Tasks that try again: django-tasks runs a task once, mail servers are away for an hour."""

import logging
from datetime import timedelta
from functools import wraps
from smtplib import SMTPException

from django.utils import timezone
from django_tasks import default_task_backend, task

WAITS = (60, 5 * 60, 15 * 60, 3600, 4 * 3600, 12 * 3600)  # seconds before the second, third … try
PASSING = (SMTPException, OSError)  # OSError covers refused and broken connections, and timeouts

log = logging.getLogger(__name__)


def retrying(function):
    """Make a task of a function that may run more than once; after a passing failure it is put back, later and later.

    After the last try the failure stands in the task's own record. Arguments must be plain JSON.
    """

    @wraps(function)
    def run(*args, attempt=1, **kwargs):
        try:
            return function(*args, **kwargs)
        except PASSING as failure:
            if attempt > len(WAITS) or not default_task_backend.supports_defer:
                raise
            log.warning("%s failed at try %d (%s), again in %d s", function.__name__, attempt,
                        type(failure).__name__, WAITS[attempt - 1])
            later = timezone.now() + timedelta(seconds=WAITS[attempt - 1])
            made.using(run_after=later).enqueue(*args, attempt=attempt + 1, **kwargs)

    made = task(run)
    return made
