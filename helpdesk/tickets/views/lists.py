"""The ticket list (rows A8 and B7): one address, for the desk a queue, for a client their own tickets."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from helpdesk.templatetags.desk_ui import capped
from helpdesk.tickets.call_ahead import know_calls
from helpdesk.tickets.counts import LIMIT, departments
from helpdesk.tickets.filters import TicketFilter
from helpdesk.tickets.listing import listing
from helpdesk.tickets.models import Status
from helpdesk.tickets.models.status import DONE, STATUS_GROUP_LABELS, STATUS_GROUPS
from helpdesk.tickets.querysets import TicketQuerySet
from helpdesk.tickets.rows import client_card, queue_row


@dataclass(frozen=True)
class Choice:
    """One link of a filter; `count` is ready to be read (“12”, “1.000+”)."""

    label: str
    url: str
    is_current: bool
    count: str = ""


class TicketList(TemplateView):
    """Search words, filters and order come from the address; whatever it does not know it leaves out."""

    def get_template_names(self):
        return [f"helpdesk/tickets/list_{'desk' if self.request.user.is_desk else 'client'}.html"]

    def get_context_data(self, **kwargs):
        user = self.request.user
        self.asked = asked = TicketFilter.from_query(user, self.request.GET)
        read = TicketQuerySet.for_list if user.is_desk else TicketQuerySet.for_cards
        found = listing(asked, read, self.request.GET.get("kursor", ""))
        page, cells = found.page, found.cells
        by_status = Counts(cells.by_status(asked.department), cells.is_more)
        extra = self.for_desk(page, Counts(cells.by_department(asked.statuses), cells.is_more)) if user.is_desk else self.for_client(page)
        return super().get_context_data(
            asked=asked, is_filtered=bool(self.query()), everything=self.request.path,
            statuses=self.status_choices(by_status), exact_statuses=self.exact_choices(by_status),
            total=self.total(by_status, page), kept=self.query(q="", status=""), kept_for_words=self.query(q=""),
            newer_url=self.url(kursor=page.previous_cursor) if page.previous_cursor else "",
            older_url=self.url(kursor=page.next_cursor) if page.next_cursor else "",
            **extra, **kwargs,
        )  # fmt: skip

    def for_client(self, page):
        now, user = timezone.now(), self.request.user
        know_calls(page.rows)
        return {"rows": [{"ticket": t, "html": client_card(t, reader=user, now=now)} for t in page]}

    def for_desk(self, page, by_department):
        facts = {"reader": self.request.user, "token": get_token(self.request), "now": timezone.now()}
        return {
            "rows": [{"ticket": t, "html": queue_row(t, **facts)} for t in page],
            "quick": self.quick_choices(), "orders": self.order_choices(),
            "departments": self.department_choices(by_department),
        }  # fmt: skip

    # Addresses

    def query(self, **changes):
        """The parts of the address that mean something, with `changes`, as pairs."""
        asked = self.asked
        status = f"={asked.status}" if asked.status else asked.group
        order = "" if asked.order == "newest" else asked.order
        parts = {"q": asked.words, "status": status, "departemen": asked.department, "hanya": asked.quick, "urut": order}
        return [(key, value) for key, value in (parts | changes).items() if value]

    def url(self, **changes):
        pairs = self.query(**changes)
        return f"{self.request.path}?{urlencode(pairs)}" if pairs else self.request.path

    # Choices

    def status_choices(self, counts):
        """Search By Status: the four groups and View All."""
        asked = self.asked
        choices = [
            Choice(str(STATUS_GROUP_LABELS[key]), self.url(status=key), asked.group == key, counts.of(members))
            for key, members in STATUS_GROUPS.items()
        ]
        everything = Choice(_("View All"), self.url(status=""), not asked.group and not asked.status, counts.of(Status))
        return [*choices, everything]

    def exact_choices(self, counts):
        """The exact status as a second choice, as (value, label, is chosen)."""
        labels = {status: (status.label, counts.of([status])) for status in Status}
        return [
            (f"={status}", f"{label} ({count})" if count else str(label), self.asked.status == status)
            for status, (label, count) in labels.items()
        ]

    def department_choices(self, counts):
        """Departments with counts; staff see those in which they have something to see."""
        asked, manages = self.asked, self.request.user.is_manager
        shown = [
            Choice(str(one), self.url(departemen=one.pk), asked.department == one.pk, counts.of([one.pk]))
            for one in departments() if counts.get(one.pk) or manages or asked.department == one.pk
        ]  # fmt: skip
        return [Choice(_("All departments"), self.url(departemen=""), not asked.department), *shown]

    def quick_choices(self):
        """Quick filters; the one in use is taken off by pressing it again."""
        words = {
            "mine": _("Mine"), "unassigned": _("Unassigned"), "overdue": _("Overdue"), "today": _("Due today"),
            "to_check": _("Documents to check"),
        }  # fmt: skip
        quick = self.asked.quick
        return [Choice(label, self.url(hanya="" if key == quick else key), key == quick) for key, label in words.items()]

    def order_choices(self):
        words = {"newest": _("Newest first"), "due": _("Due first")}
        return [
            Choice(label, self.url(urut="" if key == "newest" else key), self.asked.order == key) for key, label in words.items()
        ]

    def total(self, counts, page):
        """How many tickets the list holds, in words."""
        return counts.of(self.asked.statuses or Status, least=len(page))


class Counts:
    """Numbers by status or by department, as they are read."""

    def __init__(self, numbers, is_more=False):
        """`is_more`: the numbers are what there is at least."""
        self.numbers, self.is_more = numbers, is_more

    def get(self, key):
        return self.numbers.get(key, 0)

    def of(self, keys, least=0):
        """The sum: exact, “1.000+” as soon as so many of one done status or department are in it, “60+” where only that is
        known, and nothing where nothing is."""
        numbers = {key: self.numbers.get(key, 0) for key in keys}
        if any(number > LIMIT for key, number in numbers.items() if key in DONE or key not in Status):
            return capped(LIMIT + 1)
        number = max(sum(numbers.values()), least)
        shown = number_format(number, 0, use_l10n=True, force_grouping=True)
        return (f"{shown}+" if number else "") if self.is_more else shown
