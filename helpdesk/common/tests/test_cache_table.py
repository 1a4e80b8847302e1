"""Django's cache table, asked with one statement each time."""

from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", [
    lambda: cache.set("known", 2), lambda: cache.set("new", 2), lambda: cache.add("known", 2), lambda: cache.add("new", 2),
    lambda: cache.touch("known", 5), lambda: cache.get("known"), lambda: cache.delete("known"),
])  # fmt: skip
def test_each_act_is_one_statement_in_no_transaction_of_its_own(act):
    cache.set("known", 1)
    with CaptureQueriesContext(connection) as asked:
        act()
    assert len(asked) == 1


def test_what_is_put_away_is_found_until_its_time():
    cache.set("a", {"list": [1, "ü"], "none": None}, 60)
    cache.set("for-ever", b"\0bytes", None)
    cache.set("over", 1, -1)
    assert cache.get("a") == {"list": [1, "ü"], "none": None} and cache.get("for-ever") == b"\0bytes"
    assert cache.get("over", "gone") == "gone"
    cache.set("a", 2, 60)
    assert cache.get("a") == 2


def test_adding_takes_only_a_place_that_is_free():
    assert cache.add("lock", 1, 60) is True and cache.add("lock", 2, 60) is False and cache.get("lock") == 1
    cache.set("lock", 1, -5)
    assert cache.add("lock", 3, 60) is True and cache.get("lock") == 3


def test_touching_what_is_not_there_says_so():
    cache.set("short", 1, 5)
    assert cache.touch("short", 3600) is True and cache.touch("nothing") is False
    assert caches["default"].sweep(timezone.now() + timedelta(minutes=30)) == 0 and cache.get("short") == 1


def test_the_clock_keeps_the_table_below_its_limit(monkeypatch):
    cache.set_many({f"key-{number}": number for number in range(30)}, 60)
    cache.set("over", 1, -5)
    monkeypatch.setattr(caches["default"], "_max_entries", 10)
    assert caches["default"].sweep() == 1
    left = cache.get_many([f"key-{number}" for number in range(30)])
    assert 0 < len(left) < 30


def test_the_table_is_written_without_a_log_and_works_as_before():
    cache.set("before", 1)
    for _twice in range(2):
        caches["default"].write_no_log()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE oid = 'cache'::regclass")
        assert cursor.fetchone() == ("u",)
    assert cache.get("before") == 1 and cache.add("before", 2) is False
