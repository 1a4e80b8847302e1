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
        number, phrases = hours / HOURS_OF_A_DAY, ("%(count)s working day", "%(count)s working days")
    else:
        number, phrases = hours, ("%(count)s working hour", "%(count)s working hours")
    text = number_format(number.normalize() if number % 1 else int(number), use_l10n=True)
    return ngettext(*phrases, 1 if number == 1 else 2) % {"count": text}
