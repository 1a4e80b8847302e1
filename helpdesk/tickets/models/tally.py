"""How many tickets there are of each kind, and how many came and went in each hour: kept, never counted by a page.

Triggers write them in the transaction of the change, whatever made it (migration 0017): a ticket that moves from one kind
to another adds two rows, −1 and +1. Nobody waits for anybody, because no row is ever changed; a sum over all rows is
right at every moment. The clock folds equal rows into one and compares with the tickets (helpdesk/tickets/jobs.py).
"""

from django.db import connection, models

from helpdesk.tickets.models.status import Status

KEPT = ("tally", "client", "flow")


class DueMark(models.IntegerChoices):
    """How far a running clock has come, as far as it has been noticed: nobody writes to a ticket when its moment passes,
    so the clock moves the mark, and a reader adds what it has not reached yet (`helpdesk.tickets.tally`)."""

    NONE = 0  # done, or the clock stands
    AHEAD = 1
    TODAY = 2
    LATE = 3


class TicketTally(models.Model):
    """`number` tickets of this kind, which may be negative: only sums mean something.

    `watcher` empty: tickets. Else: tickets that this person follows, once more.
    """

    watcher = models.ForeignKey("helpdesk.User", models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False)
    department = models.ForeignKey("helpdesk.Department", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    status = models.CharField(max_length=12, choices=Status)
    assignee = models.ForeignKey("helpdesk.User", models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False)
    due_mark = models.PositiveSmallIntegerField(choices=DueMark)
    to_check = models.BooleanField()
    number = models.IntegerField()

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.number:+} {self.status}"

    @classmethod
    def fold(cls):
        """Make one row of equal ones; returns how many rows went."""
        return sum(_call(f"helpdesk_{kept}_fold") for kept in KEPT)

    @classmethod
    def mend(cls):
        """Compare with the tickets, in one look at both, and add what is missing; returns how many tickets were counted wrong.

        The same statement fills an empty tally. It reads every ticket: some seconds for a million, and nobody waits.
        """
        return sum(_call(f"helpdesk_{kept}_mend") for kept in KEPT)


class ClientTally(models.Model):
    """`number` tickets of this requester and kind; `waits`: open, and the next step is the client's."""

    requester = models.ForeignKey("helpdesk.User", models.DO_NOTHING, related_name="+", db_constraint=False)
    organisation = models.ForeignKey("helpdesk.Organisation", models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    is_private = models.BooleanField()
    status = models.CharField(max_length=12, choices=Status)
    waits = models.BooleanField()
    number = models.IntegerField()

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.number:+} {self.status}"


class TicketFlow(models.Model):
    """Tickets that came and that were finished in the hour that begins at `hour`; sums over all rows of an hour count."""

    hour = models.DateTimeField(db_index=True)
    created = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.hour:%Y-%m-%d %H} {self.created:+} {self.closed:+}"


def _call(function):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}()")
        return cursor.fetchone()[0]
