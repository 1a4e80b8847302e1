"""The line to the mail server: one for each mail, or one for many inside `kept_open()`."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.mail import get_connection

_kept = ContextVar("kept_line", default=None)
log = logging.getLogger(__name__)


@contextmanager
def kept_open():
    """Mails that are sent inside share a line; one that broke is replaced at the next mail."""
    line = get_connection(settings.MAIL_BACKEND)
    token = _kept.set(line)
    try:
        yield
    finally:
        _kept.reset(token)
        close(line)


@contextmanager
def opened():
    """An open line. Raises what the mail server's absence raises, before anything was sent."""
    kept = _kept.get()
    line = kept or get_connection(settings.MAIL_BACKEND)
    try:
        line.open()
        yield line
    except Exception:
        close(line)
        raise
    if kept is None:
        close(line)


def close(line):
    """A mail that was taken stays taken when saying goodbye fails."""
    try:
        line.close()
    except Exception as trouble:
        log.info("The mail server did not say goodbye: %s", type(trouble).__name__)
