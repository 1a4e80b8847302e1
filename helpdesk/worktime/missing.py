"""The warning that next year's cuti bersama is missing: from November on, when the joint decree is usually out."""

from django.utils import timezone

from helpdesk.worktime.current import missing_joint_leave

FIRST_MONTH = 11


def year_to_fill(on=None, is_missing=missing_joint_leave):
    """Return the next year while its joint leave is missing and it is November or later; else None. One query at most;
    `is_missing(year)` for who knows the answer already."""
    on = on or timezone.localdate()
    return on.year + 1 if on.month >= FIRST_MONTH and is_missing(on.year + 1) else None
