"""The short PIN of a ticket: with the number it opens the public page that tells the state and nothing else."""

import secrets

DIGITS = 6


def new_pin(instead_of=""):
    """Six random digits, none of them guessable from others; never the one it replaces."""
    while (pin := f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}") == instead_of:
        pass
    return pin


def is_right(ticket, typed):
    """Whether `typed` opens this ticket (None: there is no such ticket), in the same time for every answer."""
    real = ticket.pin if ticket is not None else ""
    return secrets.compare_digest((real or "-" * DIGITS).encode(), typed.encode()) and bool(real)
