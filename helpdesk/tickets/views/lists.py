"""The ticket list (rows A8 and B7): one address, for the desk a queue, for a client their own tickets."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from helpdesk.common.paging import keyset_page
from helpdesk.templatetags.desk_ui import capped
from helpdesk.tickets.call_ahead import know_calls
from helpdesk.tickets.counts import LIMIT, count_by_department, count_by_status, count_few_by_status
from helpdesk.tickets.filters import ORDERS, TicketFilter
from helpdesk.tickets.models import Status, Ticket
from helpdesk.tickets.models.status import DONE, STATUS_GROUP_LABELS, STATUS_GROUPS
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
        visible = Ticket.objects.visible_to(user)
        tickets = asked.narrow(visible)
        tickets = tickets.for_list() if user.is_desk else tickets.for_cards()
        page = keyset_page(tickets, ORDERS[asked.order], self.request.GET.get("kursor", ""))
        found = asked.by_words(asked.by_quick(visible))
        count = count_by_status if user.is_desk else count_few_by_status
        by_status = count(asked.by_department(found))
        extra = self.for_desk(page, asked.by_status(found)) if user.is_desk else self.for_client(page)
        return super().get_context_data(
            asked=asked, is_filtered=bool(self.query()), everything=self.request.path,
            statuses=self.status_choices(by_status), exact_statuses=self.exact_choices(by_status),
            total=self.total(by_status), kept=self.query(q="", status=""), kept_for_words=self.query(q=""),
            newer_url=self.url(kursor=page.previous_cursor) if page.previous_cursor else "",
            older_url=self.url(kursor=page.next_cursor) if page.next_cursor else "",
            **extra, **kwargs,
        )  # fmt: skip

    def for_client(self, page):
        now, user = timezone.now(), self.request.user
        know_calls(page.rows)
        return {"rows": [{"ticket": t, "html": client_card(t, reader=user, now=now)} for t in page]}

    def for_desk(self, page, found):
        facts = {"reader": self.request.user, "token": get_token(self.request), "now": timezone.now()}
        return {
            "rows": [{"ticket": t, "html": queue_row(t, **facts)} for t in page],
            "quick": self.quick_choices(), "orders": self.order_choices(),
            "departments": self.department_choices(count_by_department(found)),
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
            Choice(str(STATUS_GROUP_LABELS[key]), self.url(status=key), asked.group == key, total_of(counts, members))
            for key, members in STATUS_GROUPS.items()
        ]
        everything = Choice(_("View All"), self.url(status=""), not asked.group and not asked.status, total_of(counts, Status))
        return [*choices, everything]

    def exact_choices(self, counts):
        """The exact status as a second choice, as (value, label, is chosen)."""
        return [
            (f"={status}", f"{status.label} ({total_of(counts, [status])})", self.asked.status == status) for status in Status
        ]

    def department_choices(self, counted):
        """Departments with counts; staff see those in which they have something to see."""
        asked, manages = self.asked, self.request.user.is_manager
        shown = [
            Choice(str(department), self.url(departemen=department.pk), asked.department == department.pk, capped(count))
            for department, count in counted
            if count or manages or asked.department == department.pk
        ]
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

    def total(self, counts):
        """How many tickets the list holds, in words."""
        asked = self.asked
        members = [asked.status] if asked.status else STATUS_GROUPS.get(asked.group, Status)
        return total_of(counts, members)


def total_of(counts, statuses):
    """The sum of some statuses: exact, but “1.000+” as soon as one of them was not counted to its end."""
    if any(counts.get(status, 0) > LIMIT for status in statuses if status in DONE):
        return capped(LIMIT + 1)
    return number_format(sum(counts.get(status, 0) for status in statuses), 0, use_l10n=True, force_grouping=True)
