"""Django's cache in a table of the database, with PostgreSQL's own words: each act is one statement.

Django's way for any database counts the whole table at each write, looks whether the key is there, and then inserts
or updates: three statements in a transaction of their own, of which the first grows with what is kept.
"""

import base64
import pickle
from datetime import UTC, datetime

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone

from helpdesk.common.first_read import as_first

ASK = "SELECT cache_key, value FROM {table} WHERE cache_key = ANY(%s) AND expires >= %s"
PUT = "INSERT INTO {table} AS kept (cache_key, value, expires) VALUES (%s, %s, %s) ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires"
HOW = {"set": PUT, "add": PUT + " WHERE kept.expires < %s", "touch": "UPDATE {table} SET expires = %s WHERE cache_key = %s"}


class CacheTable(DatabaseCache):
    """Redis needs none of this. MAX_ENTRIES is kept by the clock's `clean_cache` instead of by each write."""

    @property
    def connection(self):
        return connections[router.db_for_write(self.cache_model_class)]

    @property
    def table(self):
        return self.connection.ops.quote_name(self._table)

    def moment(self, seconds):
        """A Unix time as the column `expires` holds it; None is for ever."""
        at = datetime.max if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
        return self.connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))

    def get_many(self, keys, version=None):
        """One statement. What has expired is left to `sweep`: a reader of a page waits for no deletion."""
        asked = {self.make_and_validate_key(key, version=version): key for key in keys}
        if not asked:
            return {}
        params = [list(asked), timezone.now()]
        rows = as_first(lambda: self._rows(ASK.format(table=self.table), params))
        return {asked[key]: pickle.loads(base64.b64decode(value)) for key, value in rows}  # noqa: S301  (what we wrote)

    def _rows(self, sql, params):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        ends = self.moment(self.get_backend_timeout(timeout))
        if mode == "touch":
            params = [ends, key]
        else:
            params = [key, base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1"), ends]
        if mode == "add":
            params.append(timezone.now().replace(microsecond=0))
        with self.connection.cursor() as cursor:
            cursor.execute(HOW[mode].format(table=self.table), params)
            return cursor.rowcount == 1

    def write_no_log(self):
        """Let PostgreSQL keep no log of the table, so that no write waits for the disk. After a crash of the server, and on
        a standby that takes over, it is empty: a cache may forget. Rewrites the table once; afterwards it costs a look."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT relpersistence FROM pg_class WHERE oid = %s::regclass", [self.table])
            if cursor.fetchone() == ("p",):
                cursor.execute(f"ALTER TABLE {self.table} SET UNLOGGED")

    def sweep(self, at=None):
        """Delete what has expired, and a part of the rest where more is left than MAX_ENTRIES; return how many have expired."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE expires < %s", [at or timezone.now()])  # noqa: S608
            expired = cursor.rowcount
            cursor.execute(f"SELECT COUNT(*) FROM {self.table}")  # noqa: S608
            if (left := cursor.fetchone()[0]) > self._max_entries:
                self._cull(self.connection.alias, cursor, timezone.now(), left)
        return expired
