"""One page of a ticket list and the numbers beside it, at a price that does not grow with the tickets."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from helpdesk.common.paging import PAGE_SIZE, KeysetPage, first_rows, keyset_page, page_of, place_in
from helpdesk.tickets import search_plan as plan
from helpdesk.tickets.counts import Cells, count_few_by_status, kept
from helpdesk.tickets.filters import ORDERS
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.readers import ByReader
from helpdesk.tickets.tally import kept_for_client
from helpdesk.tickets.ways import ways_of

WINDOW = 200  # of a common word the numbers are those among so many newest tickets, and say “at least”


@dataclass(frozen=True)
class Listing:
    """`page`: a KeysetPage of tickets as `read` has loaded them; `cells`: Cells."""

    page: KeysetPage
    cells: Cells


def listing(asked, read, cursor=""):
    """The Listing that a TicketFilter asks for. `read(tickets)` says what of a ticket is loaded: for a row, or a card."""
    if asked.words:
        return _Search(asked, read, cursor).listing() if asked.looked_for else Listing(_paged([], asked, read, ""), Cells({}))
    if not asked.user.is_desk:
        if not (cursor or asked.statuses or asked.department):
            return Listing(page_of(_newest.rows(asked.user), ORDERS["newest"]), _counted(asked))
        parts = [part for way in ways_of(asked.user).values() for part in asked.parts(way)]
        return Listing(_paged(parts, asked, read, cursor), _counted(asked))
    known = kept(asked.user, asked.quick)
    return Listing(_paged([part for way in _needed(asked, known) for part in asked.parts(way)], asked, read, cursor), known.cells)


def _needed(asked, known):
    """The ways in which there is something to show: mostly one. `known`: Kept."""
    found = {name for name, cells in known.of_ways.items() if cells.of(asked.department, asked.statuses)}
    return [way for name, way in ways_of(asked.user).items() if name in found]


def _counted(asked):
    """A client's, all as of one department; by department only who made up the address asks for them."""
    if asked.department:
        counts = count_few_by_status(asked.by_department(Ticket.objects.visible_to(asked.user)))
    else:
        counts = dict(_numbers.rows(asked.user))
    return Cells({(asked.department, status): number for status, number in counts.items()})


def _newest_of(reader):
    """The first page of a client's list, as nearly everybody sees it."""
    ways = list(ways_of(reader).values())
    if len(ways) < 2:
        return first_rows(ways[0].for_cards(), ORDERS["newest"])
    return first_rows(Ticket.objects.for_cards(), ORDERS["newest"], parts=ways)


_newest = ByReader(_newest_of)
_numbers = ByReader(lambda reader: kept_for_client(reader).order_by().values_list("status").annotate(Sum("number")))


def _paged(parts, asked, read, cursor):
    order = ORDERS[asked.order]
    if len(parts) < 2:
        return keyset_page(read(parts[0] if parts else Ticket.objects.none()), order, cursor)
    return keyset_page(read(Ticket.objects.all()), order, cursor, parts=parts)


class _Search:
    """The list of what holds some words."""

    def __init__(self, asked, read, cursor):
        self.asked, self.read, self.cursor = asked, read, cursor
        self.words, self.user, self.order = asked.looked_for, asked.user, ORDERS[asked.order]
        self.place = place_in(Ticket.objects.all(), self.order, cursor)

    def listing(self):
        """By the cheaper way, and by the other one where the estimate was wrong."""
        expected = plan.estimate(self.words)
        found = self.walked(expected) if expected.is_common else self.indexed(plan.MOST_HITS)
        if found is None:
            found = self.indexed(None) if expected.is_common else self.walked(None)
        return found

    def indexed(self, most):
        """All hits, of which the page is a part; None where they are more than `most`."""
        tickets = self.asked.by_quick(Ticket.objects.visible_to(self.user))
        hits = plan.by_index(tickets, self.words, self.user).order_by().values_list("pk", "due_at", "status", "department_id")
        hits = list(hits[: most + 1] if most else hits)
        if most and len(hits) > most:
            return None
        cells = Counter((department, status) for _pk, _due, status, department in hits)
        asked = self.asked
        wanted = [
            (pk, due) for pk, due, status, department in hits
            if (not asked.statuses or status in asked.statuses) and (not asked.department or department == asked.department)
        ]  # fmt: skip
        page = keyset_page(self.read(Ticket.objects.filter(pk__in=self.near(wanted))), self.order, self.cursor)
        return Listing(page, Cells(cells))

    def near(self, wanted):
        """The keys of the page among [(key, due date)], and of one row more."""
        place = (lambda pk, _due: -pk) if self.order.name == "newest" else (lambda pk, due: (due is None, due or 0, pk))
        ordered = sorted(wanted, key=lambda row: place(*row))
        keys, (direction, values) = [pk for pk, _due in ordered], self.place
        if values is None:
            return keys[: PAGE_SIZE + 1]
        places, here = [place(*row) for row in ordered], place(values[-1], values[0])
        if direction == "p":
            before = bisect_left(places, here)
            return keys[max(0, before - PAGE_SIZE - 1) : before]
        behind = bisect_right(places, here)
        return keys[behind : behind + PAGE_SIZE + 1]

    def walked(self, expected):
        """Ticket by ticket until the page is full; None where that takes far longer than `expected`."""
        asked, (direction, values) = self.asked, self.place
        known = kept(self.user, asked.quick) if self.user.is_desk else None
        ways, most = _needed(asked, known) if known else ways_of(self.user).values(), None
        parts = [part for way in ways for part in asked.parts(way)]
        if expected and known and self.order.name == "newest" and direction == "n":
            most = int(expected.steps * plan.SPARE)
            parts = [plan.newest(part.filter(pk__lt=values[0]) if values else part, most) for part in parts]
        page = _paged([plan.walking(part, self.words, self.user) for part in parts], asked, self.read, self.cursor)
        if most and not page.next_cursor and known.cells.of(asked.department, asked.statuses) > most:
            return None
        return Listing(page, self.cells(known))

    def cells(self, known):
        """A client's are counted; those of the desk among the newest only."""
        visible = Ticket.objects.visible_to(self.user)
        if not self.user.is_desk:
            found = plan.walking(self.asked.by_department(visible), self.words, self.user)
            return Cells({(self.asked.department, status): number for status, number in count_few_by_status(found).items()})
        ways = [way for name, way in ways_of(self.user).items() if name in known.of_ways]
        newest = [self.asked.by_quick(way).order_by("-pk").values("pk")[:WINDOW] for way in ways]
        if not newest:
            return Cells({})
        seen = Ticket.objects.filter(pk__in=newest[0].union(*newest[1:], all=True) if newest[1:] else newest[0]).order_by()
        seen = list(plan.judged(seen, self.words, self.user).values_list("department_id", "status", "is_hit"))
        hits = Counter((department, status) for department, status, is_hit in seen if is_hit)
        return Cells(hits, is_more=len(seen) >= WINDOW)
