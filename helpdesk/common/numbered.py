"""Addresses of what has a number: looked up once per process, since a list writes fifty of them."""

from functools import cache

from django.urls import get_script_prefix, reverse

STAND_IN = 987654321


def numbered_url(name, number):
    """What `reverse(name, args=[number])` says, for an address with one whole number in it."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{number:d}{after}"


@cache
def _around(name, prefix):
    before, _number, after = reverse(name, args=[STAND_IN]).partition(str(STAND_IN))
    return before, after
