"""What a list shows: the search words, the status, the department, the quick filter and the order (row B7).

Every value is looked up in a table of what exists; anything else is as if it were not there.
"""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from helpdesk.common.paging import Order
from helpdesk.messages.models import Message
from helpdesk.tickets.models import Status
from helpdesk.tickets.models.status import STATUS_GROUPS
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

    def narrow(self, tickets):
        """Apply everything to a queryset that is already `visible_to(user)`."""
        return self.by_department(self.by_status(self.by_words(self.by_quick(tickets))))

    def by_status(self, tickets):
        if self.status:
            return tickets.filter(status=self.status)
        return tickets.filter(status__in=STATUS_GROUPS[self.group]) if self.group else tickets

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

    def by_words(self, tickets):
        """Indonesian full text over number, title and description, and the messages that this person may read."""
        words = words_of(self.words)
        if not words:
            return tickets.none() if self.words else tickets
        query = SearchQuery(words[0], config="indonesian")
        for word in words[1:]:
            query &= SearchQuery(word, config="indonesian")
        # SECURITY: a word that stands only in an internal note must find nothing for a client.
        said = Message.objects.readable_by(self.user).filter(search=query).values("ticket_id")
        return tickets.filter(Q(search=query) | Q(pk__in=said))
