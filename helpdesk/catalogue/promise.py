"""Promised times in words. Working hours are Perpres 21/2023's: a working day has 7.5 of them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import ngettext

HOURS_OF_A_DAY = Decimal("7.5")


def in_words(hours):
    """Return “4 working hours”, or “2 working days” where the hours make whole days.

    >>> in_words(Decimal("22.5"))
    '3 working days'
    """
    hours = Decimal(hours)
    if hours and hours % HOURS_OF_A_DAY == 0:
        days = hours / HOURS_OF_A_DAY
        phrase = ngettext("%(count)s working day", "%(count)s working days", 1 if days == 1 else 2)
        return phrase % {"count": _shown(days)}
    phrase = ngettext("%(count)s working hour", "%(count)s working hours", 1 if hours == 1 else 2)
    return phrase % {"count": _shown(hours)}


def _shown(number):
    return number_format(number.normalize() if number % 1 else int(number), use_l10n=True)
