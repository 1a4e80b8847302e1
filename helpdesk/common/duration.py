"""Lengths of time in words, in calendar time (row A8): “1 day 9 hours”, “1 hari 9 jam”."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY = 60, 3600, 86_400
# From a week on, hours no longer help anybody decide.
ONLY_DAYS_FROM = 7 * DAY


def words(seconds):
    """Return the length in its two largest units, rounded to the minute; the sign is dropped.

    >>> words(33 * 3600)
    '1 day 9 hours'
    """
    total = int(abs(seconds) + MINUTE / 2) // MINUTE * MINUTE
    days, hours, minutes = total // DAY, total % DAY // HOUR, total % HOUR // MINUTE
    if total >= ONLY_DAYS_FROM:
        hours = minutes = 0
    parts = []
    if days:
        parts.append(ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if minutes and not days:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    return " ".join(parts) or _("less than a minute")


def largest_unit(seconds):
    """Return the length in its one largest unit, rounded down: “2 days”, “5 hours”, “1 minute”."""
    seconds = int(abs(seconds))
    if seconds >= DAY:
        return ngettext("%(count)d day", "%(count)d days", seconds // DAY) % {"count": seconds // DAY}
    if seconds >= HOUR:
        return ngettext("%(count)d hour", "%(count)d hours", seconds // HOUR) % {"count": seconds // HOUR}
    minutes = max(1, seconds // MINUTE)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
