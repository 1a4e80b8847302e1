"""The clock of a ticket (DESIGN section 4): it counts working time only, and stands while the client must act."""

from datetime import timedelta

from django.utils import timezone

from helpdesk.tickets.models.status import DONE, Status
from helpdesk.worktime.current import working_time


class Deadlines:
    """Mixin of Ticket. `due_at` is set while the clock runs, empty while it stands, kept when done.

    `worked_seconds` is the working time used in earlier runs of the clock. A deadline that was missed
    before the clock stood stays missed: `missed_due_at` brings it back.
    """

    @property
    def is_clock_running(self):
        return self.clock_started_at is not None

    @property
    def should_clock_run(self):
        """The table of DESIGN section 4: stands when pending, and while a required file has not come."""
        if self.status in DONE or self.status == Status.PENDING:
            return False
        if self.status == Status.ESCALATED:
            return True
        return not (self.wanted_documents and self.status in {Status.OPEN, Status.REPLIED})

    def is_overdue(self, at=None):
        return self.is_clock_running and self.due_at is not None and self.due_at < (at or timezone.now())

    @property
    def working_time_left(self):
        """Working time left when the clock was last set, as a timedelta; never below zero."""
        return max(self._resolution - timedelta(seconds=self.worked_seconds), timedelta())

    @property
    def working_hours_left(self):
        """The same in hours, rounded to a quarter, for people."""
        return round(self.working_time_left.total_seconds() / 900) / 4

    def sync_clock(self, at):
        """Start or stop the clock when the ticket's state says so."""
        if self.should_clock_run and not self.is_clock_running:
            self._start_clock(at)
        elif not self.should_clock_run and self.is_clock_running:
            self._stop_clock(at)

    @property
    def _resolution(self):
        return timedelta(hours=float(self.resolution_hours))

    def _start_clock(self, at):
        calendar = working_time()
        self.clock_started_at = at
        self.due_at = self.missed_due_at or calendar.add(at, self.working_time_left)
        if self.first_response_due_at is None:
            self.first_response_due_at = calendar.add(at, timedelta(hours=float(self.first_response_hours)))

    def _stop_clock(self, at):
        used = working_time().between(self.clock_started_at, at)
        self.worked_seconds += int(used.total_seconds())
        self.clock_started_at = None
        if self.due_at is not None and self.due_at < at:
            self.missed_due_at = self.due_at
        if self.status not in DONE:
            self.due_at = None
