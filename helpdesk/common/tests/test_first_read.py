"""A read is the question whether the line to the database stands, and finds a new one where it does not."""

import pytest
from django.db import OperationalError, connections
from django.test.utils import CaptureQueriesContext

from helpdesk.common.first_read import as_first


def one():
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1 + 1")
        return cursor.fetchone()[0]


@pytest.fixture
def line(monkeypatch):
    """A line that stood at the end of the request before, and is asked about before the first statement of this one."""
    connection = connections["default"]  # itself: a patched attribute could not be put back through its stand-in
    connection.ensure_connection()
    monkeypatch.setattr(connection, "health_check_enabled", True)
    monkeypatch.setattr(connection, "health_check_done", False)
    asked = []
    usable = connection.is_usable
    monkeypatch.setattr(connection, "is_usable", lambda: asked.append(1) or usable())
    return asked


@pytest.mark.django_db(transaction=True)
def test_the_first_read_is_not_asked_about(line):
    connection = connections["default"]
    with CaptureQueriesContext(connection) as queries:
        assert as_first(one) == 2 and one() == 2
    assert line == [] and len(queries) == 2


@pytest.mark.django_db(transaction=True)
def test_without_it_django_asks(line):
    assert one() == 2 and line == [1]


@pytest.mark.django_db(transaction=True)
def test_a_line_that_is_gone_is_made_anew(line):
    connection = connections["default"]
    connection.connection.close()
    gone = connection.connection
    assert as_first(one) == 2 and line == [1] and connection.connection is not gone


@pytest.mark.django_db(transaction=True)
def test_a_server_that_ended_the_line_costs_nobody_a_page(line):
    connection = connections["default"]
    other = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    connection.health_check_done = False
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()
    assert as_first(one) == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_wrong_for_good_is_told(line):
    def wrong():
        raise OperationalError("no")

    with pytest.raises(OperationalError):
        as_first(wrong)


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_done_twice(monkeypatch):
    connection = connections["default"]
    tries = []

    def fails():
        tries.append(1)
        raise OperationalError("no")

    monkeypatch.setattr(connection, "health_check_enabled", True)
    monkeypatch.setattr(connection, "health_check_done", False)
    with pytest.raises(OperationalError):
        as_first(fails)
    assert tries == [1]
