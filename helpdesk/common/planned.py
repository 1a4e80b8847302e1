"""Prepared queries whose plan PostgreSQL keeps as well.

PostgreSQL plans a statement anew each time it comes, and for the person of a session (eleven subqueries, a handful of
rows) that takes ten times as long as the answer. A `Planned` is given to each connection once, by PREPARE, and named from
then on. Behind a pool that gives another connection to each transaction it goes the ordinary way.

For look-ups by key only: the plan is made without a look at the values, which is wrong for a list that is long for one
person and short for another.
"""

import hashlib
import re

from django.db.backends.utils import CursorDebugWrapper

from helpdesk.common.prepared import Prepared, _Ready

_MARKS = re.compile("%[s%]")
# SQLSTATE: the plan does not fit its tables any more (a migration ran), or somebody has taken it off the connection.
WORTHLESS = {"0A000", "26000"}


class Planned(Prepared):
    """`Planned(build, pk=int)`, used as a `Prepared` is."""

    def _make(self, build, kinds):
        return _KeptPlan(build, kinds)


class _KeptPlan(_Ready):
    def __init__(self, build, kinds):
        super().__init__(build, kinds)
        # The constants stand in the plan, so they belong to its name.
        self.name = f"planned_{hashlib.sha256(f'{self.sql}{self.places}'.encode()).hexdigest()[:24]}"
        self.count = sum(name is not None for name, _constant in self.places)

    def _execute(self, *_args, **_kwargs):
        connection = self.compiler.connection
        with connection.cursor() as cursor:
            # What is written down for a test or a developer is the statement, not its name.
            if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS") or isinstance(cursor, CursorDebugWrapper):
                cursor.execute(self.sql, self.params)
            else:
                cursor._execute_with_wrappers(self.sql, self.params, many=False, executor=self._by_name(cursor))
            return [[row[: self.compiler.col_count] for row in cursor.fetchall()]]

    def _by_name(self, cursor):
        """What stands for the cursor's own `_execute`, below everybody who counts statements."""
        connection = self.compiler.connection
        values = [value for value, (name, _constant) in zip(self.params, self.places, strict=True) if name is not None]

        def execute(sql, params, *_context):
            with connection.wrap_database_errors:
                if self.name not in _known_to(connection):
                    self._prepare(cursor)
                    _known_to(connection).add(self.name)
                marks = f"({', '.join(['%s'] * self.count)})" if self.count else ""
                try:
                    return cursor.cursor.execute(f"EXECUTE {self.name}{marks}", values)
                except connection.Database.Error as error:
                    if error.pgcode not in WORTHLESS:
                        raise
                    self.name += "_"  # next time it is prepared anew
                    if connection.in_atomic_block:  # which has failed with it
                        raise
                    return cursor.cursor.execute(sql, params)

        return execute

    def _prepare(self, cursor):
        """Each value that is filled in becomes a parameter; constants are written out, so that their type is plain."""
        places, number = iter(self.places), 0

        def written(mark):
            nonlocal number
            if mark[0] == "%%":
                return "%"
            name, constant = next(places)
            if name is None:
                return cursor.cursor.mogrify("%s", [constant]).decode()
            number += 1
            return f"${number}"

        text = _MARKS.sub(written, self.sql)
        # Prepared statements outlive a rollback, and so does the knowledge of them.
        cursor.cursor.execute(f"SET plan_cache_mode = force_generic_plan; PREPARE {self.name} AS {text}")


def _known_to(connection):
    """The names that this very connection knows; another one, after a reconnect, knows none."""
    known = getattr(connection, "_planned", None)
    if known is None or known[0] is not connection.connection:
        known = connection._planned = (connection.connection, set())
    return known[1]
