"""When something was done, as throttles remember it: moments within a sliding window, under a key of the cache.

In the cache table several windows are looked at and counted by one statement, without locks beside the row's own.
Any other cache (Redis) keeps a list that is read and written under a lock. Both are shared by all processes.
"""

from contextlib import ExitStack
from dataclasses import dataclass

from allauth.core.internal.ratelimit import cache_lock

from helpdesk.common.cache_table import CacheTable


@dataclass(frozen=True)
class Window:
    """At most `amount` hits in `seconds` under `key`."""

    key: str
    amount: int
    seconds: float


def tally(cache, counting, looking, now):
    """Add a hit at `now` (Unix time) to each window of `counting` that is not full. Return {window: (its hits since then,
    whether one was added)} for all of them. Windows that cannot be counted safely count as full."""
    return (_in_table if isinstance(cache, CacheTable) else _in_cache)(cache, counting, looking, now)


def take_back(cache, window, hit):
    """Take one hit away that `tally` has added at this moment."""
    if isinstance(cache, CacheTable):
        with cache.connection.cursor() as cursor:
            cursor.execute(TAKE_BACK.format(table=cache.table), [written(hit), cache.make_key(window.key)])
        return
    with cache_lock(window.key) as is_locked:
        if is_locked:  # else it stays; that is only stricter
            cache.set(window.key, [moment for moment in cache.get(window.key, []) if moment != hit], window.seconds)


def written(moment):
    return f"{moment:.6f}"


# The hits stand in `value`, oldest first, with a space between; no more of them than the window allows. A window is full
# when the one that would have to go for the next is too young. The row's own lock lets one after the other through.
LOOK = "SELECT cache_key, value, FALSE FROM {table} WHERE cache_key = ANY(%(every)s)"
TALLY = """
WITH counted AS (
    INSERT INTO {table} AS kept (cache_key, value, expires)
    SELECT key, %(hit)s, ends FROM unnest(%(keys)s::text[], %(ends)s::timestamptz[]) AS counting (key, ends)
    ON CONFLICT (cache_key) DO UPDATE SET expires = EXCLUDED.expires,
        value = array_to_string((string_to_array(kept.value, ' '))[{size} - {amount} + 2 :] || EXCLUDED.value, ' ')
    WHERE {size} < {amount} OR (string_to_array(kept.value, ' '))[{size} - {amount} + 1]::float8 <= {since}
    RETURNING cache_key, value
)
SELECT cache_key, value, TRUE FROM counted UNION ALL
"""
PARTS = {
    "size": "cardinality(string_to_array(kept.value, ' '))",
    "amount": "(%(amounts)s::int[])[array_position(%(keys)s::text[], kept.cache_key::text)]",
    "since": "(%(since)s::float8[])[array_position(%(keys)s::text[], kept.cache_key::text)]",
}
TAKE_BACK = "UPDATE {table} SET value = array_to_string(array_remove(string_to_array(value, ' '), %s), ' ') WHERE cache_key = %s"


def _in_table(cache, counting, looking, now):
    # In one order, so that of two processes that count with the same rows neither waits for what the other holds.
    windows = {cache.make_key(window.key): window for window in sorted({*counting, *looking}, key=lambda window: window.key)}
    counting = {key: window for key, window in windows.items() if window in counting and window.amount > 0}
    params = {
        "hit": written(now), "every": [*windows], "keys": [*counting], "amounts": [window.amount for window in counting.values()],
        "since": [now - window.seconds for window in counting.values()],
        "ends": [cache.moment(now + window.seconds + 1) for window in counting.values()],
    }  # fmt: skip
    with cache.connection.cursor() as cursor:
        cursor.execute(((TALLY if counting else "") + LOOK).format(table=cache.table, **PARTS), params)
        rows = sorted(cursor.fetchall(), key=lambda row: row[2])  # what was counted last: it knows more
    found = {window: ([], False) for window in windows.values()}
    for key, value, is_counted in rows:
        found[windows[key]] = (_recent(map(float, value.split()), windows[key], now), is_counted)
    return found


def _in_cache(cache, counting, looking, now):
    windows, found = [*counting, *looking], {}
    with ExitStack() as locks:
        is_free = {window: locks.enter_context(cache_lock(window.key)) for window in sorted(counting, key=lambda window: window.key)}
        kept = cache.get_many([window.key for window in windows])
        for window in windows:
            hits = _recent(kept.get(window.key, []), window, now)
            is_counted = is_free.get(window, False) and len(hits) < window.amount
            if is_counted:
                hits.append(now)
                cache.set(window.key, hits, window.seconds)
            found[window] = (hits, is_counted)
    return found


def _recent(hits, window, now):
    return [hit for hit in hits if hit > now - window.seconds]
