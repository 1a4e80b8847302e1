"""Counters that all processes share: never one act too many, whichever cache keeps them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.common import hits, throttle
from helpdesk.common.throttle import Counter, Rate

pytestmark = pytest.mark.django_db
LOCMEM = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "throttle-test"}}


@pytest.fixture(params=["table", "any other"])
def place(request, settings):
    if request.param != "table":
        settings.CACHES = LOCMEM
        caches["default"].clear()
    return request.param


@pytest.fixture
def at(monkeypatch):
    """The clock of the throttle, as a list of one."""
    clock = [1_800_000_000.0]
    monkeypatch.setattr(throttle.time, "time", lambda: clock[0])
    return clock


def acts(counter, at, *seconds):
    """What came of an act at each of these seconds."""
    start, told = at[0], []
    for second in seconds:
        at[0] = start + second
        told.append(counter.allow())
    at[0] = start
    return told


def test_so_many_in_any_such_time_and_no_more(place, at):
    counter = Counter("try", "somebody", Rate(3, 60))
    assert acts(counter, at, 0, 10, 20, 30, 59) == [True, True, True, False, False]
    # The first has left the window, then nobody for a while, then the second and the third have.
    assert acts(counter, at, 60.5, 61, 70.5, 71, 80.5, 81) == [True, False, True, False, True, False]
    assert acts(Counter("try", "somebody else", Rate(3, 60)), at, 0) == [True]
    assert acts(Counter("other", "somebody", Rate(3, 60)), at, 0) == [True]
    assert acts(Counter("try", "nobody", Rate(0, 60)), at, 0) == [False]


def test_looking_counts_nothing(place, at):
    rate = Rate(1, 60)
    assert not throttle.is_full("try", "x", rate) and not throttle.is_full("try", "x", rate)
    assert throttle.allow("try", "x", rate) and throttle.is_full("try", "x", rate)
    throttle.forget("try", "x", rate)
    assert throttle.allow("try", "x", rate) and not throttle.allow("try", "x", rate)


def test_what_did_not_happen_is_taken_back_and_the_others_stay(place, at):
    counter = Counter("try", "x", Rate(3, 60))
    first = throttle.tally(counting=[counter])
    at[0] += 1
    throttle.tally(counting=[counter])
    first.take_back(counter)
    first.take_back(counter)
    assert len(throttle.tally(looking=[counter]).found[counter][0]) == 1
    at[0] += 1
    assert [counter.allow() for _ in range(3)] == [True, True, False]


def test_one_that_was_refused_takes_nothing_back(place, at):
    counter = Counter("try", "x", Rate(1, 60))
    assert counter.allow()
    throttle.tally(counting=[counter]).take_back(counter)
    assert not counter.allow()


def test_several_are_counted_by_themselves_and_told_together(place, at):
    full, free, seen = Counter("a", 1, Rate(1, 60)), Counter("b", 1, Rate(2, 60)), Counter("c", 1, Rate(1, 60))
    full.allow()
    seen.allow()
    told = throttle.tally(counting=[free, full], looking=[seen])
    assert told.has_counted(free) and not told.has_counted(full) and not told.has_counted(seen)
    assert not told.is_full(free) and told.is_full(full) and told.is_full(seen)
    assert throttle.tally(counting=[free]).is_full(free)


def test_it_is_one_statement_however_many_counters():
    counters = [Counter("try", number, Rate(5, 60)) for number in range(8)]
    for counting, looking in ((counters[:1], []), (counters[:3], counters[3:]), ([], counters)):
        with CaptureQueriesContext(connection) as asked:
            throttle.tally(counting, looking)
        assert len(asked) == 1, (counting, looking)


def test_the_row_of_a_busy_counter_does_not_grow(at):
    counter = Counter("try", "x", Rate(3, 10))
    assert acts(counter, at, *range(0, 200, 5)) == [True] * 40
    with connection.cursor() as cursor:
        cursor.execute('SELECT value FROM "cache" WHERE cache_key = %s', [cache.make_key(counter.window().key)])
        assert len(cursor.fetchone()[0].split()) == 3


def test_of_many_at_once_only_so_many_pass():
    """Threads with connections of their own, as processes have."""
    counter, other = Counter("race", "x", Rate(5, 600)), Counter("race", "y", Rate(5, 600))

    def act(number):
        try:
            pair = [counter, other] if number % 2 else [other, counter]
            told = throttle.tally(counting=pair)
            return told.has_counted(counter), told.has_counted(other)
        finally:
            connection.close()

    def forget(_number):
        for one in (counter, other):
            one.forget()
        connection.close()

    with ThreadPoolExecutor(4) as threads:
        try:
            passed = list(threads.map(act, range(24)))
        finally:
            list(threads.map(forget, [1]))
    assert [sum(one) for one in zip(*passed, strict=True)] == [5, 5]


def test_a_window_that_cannot_be_counted_safely_is_not_passed(settings, monkeypatch):
    settings.CACHES = LOCMEM
    monkeypatch.setattr("allauth.core.internal.ratelimit.CACHE_LOCK_WAIT_TIMEOUT", 0)
    window = Counter("held", "x", Rate(5, 60)).window()
    with hits.cache_lock(window.key):
        assert not throttle.allow("held", "x", Rate(5, 60))
    assert throttle.allow("held", "x", Rate(5, 60))
