"""What a list shows: the search words, the status, the department, the quick filter and the order (row B7).

Every value is looked up in a table of what exists; anything else is as if it were not there.
"""

from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.functional import cached_property

from helpdesk.common.paging import Order
from helpdesk.tickets.models import DueMark, Status
from helpdesk.tickets.models.status import DONE, STATUS_GROUPS
from helpdesk.tickets.search import words_of

ORDERS = {
    "newest": Order("newest", ("-id",)),
    "due": Order("due", ("due_at", "id"), nulls_last=True),
}
QUICK = ("mine", "unassigned", "overdue", "today", "to_check")


@dataclass(frozen=True)
class TicketFilter:
    """The list that a person asked for. `from_query` never fails: what it does not know it leaves out."""

    user: object
    words: str = ""
    group: str = ""
    status: str = ""
    department: int | None = None
    quick: str = ""
    order: str = "newest"

    @classmethod
    def from_query(cls, user, query):
        """Read a QueryDict: `q`, `status` (a group's key or an exact status), `departemen`, `hanya`, `urut`."""
        status = query.get("status", "")
        department = query.get("departemen", "")
        quick, order = query.get("hanya", ""), query.get("urut", "")
        return cls(
            user=user,
            words=query.get("q", "").replace("\x00", "").strip()[:200],
            group=status if status in STATUS_GROUPS else "",
            status=status.removeprefix("=") if status.startswith("=") and status[1:] in Status.values else "",
            department=int(department) if department.isascii() and department.isdigit() and len(department) < 10 else None,
            quick=quick if user.is_desk and quick in QUICK else "",
            order=order if user.is_desk and order in ORDERS else "newest",
        )

    @cached_property
    def looked_for(self):
        """The words to look for; nothing where nothing was asked, or only signs."""
        return words_of(self.words)

    @property
    def statuses(self):
        """The statuses that the list shows, or None: all."""
        return (self.status,) if self.status else STATUS_GROUPS.get(self.group)

    def narrow(self, tickets):
        """Apply everything but the words to a queryset that is already `visible_to(user)`, or one of its ways."""
        return self.by_department(self.by_status(self.by_quick(tickets)))

    def parts(self, tickets):
        """The same in as many querysets as it takes to find the first rows of each by an index. What is done is not among
        the newest: there the indexes are asked for one status after the other."""
        if self.order == "newest" and self.statuses and len(self.statuses) > 1 and DONE.issuperset(self.statuses):
            return [replace(self, status=status, group="").narrow(tickets) for status in self.statuses]
        if self.order == "newest" and self.quick == "overdue":
            # What the clock has marked as late, and the few that it has not reached yet (tally.behind). The mark alone says that
            # a ticket is open and its clock runs: said once more, PostgreSQL would expect next to none and sort them all.
            late = replace(self, quick="").narrow(tickets).filter(due_mark=DueMark.LATE)
            return [late, self.narrow(tickets).filter(due_mark__in=[DueMark.AHEAD, DueMark.TODAY])]
        if self.order == "newest" and self.quick == "today":
            # With the words of its index, `ticket_today`.
            marked = replace(self, quick="").narrow(tickets).filter(due_mark=DueMark.TODAY, pk__gt=0, due_at__gte=timezone.now())
            return [marked, self.narrow(tickets).filter(due_mark=DueMark.AHEAD)]
        return [self.narrow(tickets)]

    def by_status(self, tickets):
        if not self.statuses:
            return tickets
        if not DONE.intersection(self.statuses):
            tickets = tickets.open()  # said as well, for the small indexes of what is open
        return tickets.filter(status=self.statuses[0]) if len(self.statuses) == 1 else tickets.filter(status__in=self.statuses)

    def by_department(self, tickets):
        return tickets.filter(department=self.department) if self.department else tickets

    def by_quick(self, tickets):
        match self.quick:
            case "mine":
                return tickets.assigned_to(self.user).open()
            case "unassigned":
                return tickets.unassigned()
            case "overdue":
                return tickets.overdue()
            case "today":
                return tickets.due_today()
            case "to_check":
                return tickets.with_documents_to_check()
        return tickets
