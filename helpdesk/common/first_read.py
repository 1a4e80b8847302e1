"""The first read of a request is itself the question whether the line to the database still stands.

Django asks “SELECT 1” before the first statement of each request (CONN_HEALTH_CHECKS): a whole journey to the database
and back, as long as the read itself. A read may run twice, so it can be tried at once, and once more over a new line.
"""

from django.db import InterfaceError, OperationalError, connection


def as_first(read):
    """What `read()` gives. It must change nothing, and must ask the database, or the line would count as tried."""
    if connection.connection is None or connection.in_atomic_block or connection.health_check_done or not connection.health_check_enabled:
        return read()
    connection.health_check_done = True
    try:
        return read()
    except (InterfaceError, OperationalError):
        connection.health_check_done = False  # Django asks now, and makes a new line where this one is gone
    return read()
