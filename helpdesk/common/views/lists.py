"""Lists that look and behave alike: people, organisations, departments, services, FAQ, audit.

Write a subclass of `ListView` (below) and a template that extends `layouts/list.html` and fills its block `row`.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.text import smart_split
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from helpdesk.common.paging import PAGE_SIZE, Order, keyset_page

COUNTED = 1000  # a list counts its rows no further; more reads “1.000+”
LONGEST_SEARCH, MOST_WORDS = 200, 8


@dataclass(frozen=True)
class Column:
    """One column; `order` is the key in `ListView.orders` by which its head sorts, empty where it does not."""

    label: str
    order: str = ""
    css: str = ""  # an extra class, such as table__main


@dataclass(frozen=True)
class Filter:
    """One choice beside the search box. `choices`: (value, label); the value "" is the usual state, first.

    Up to four choices stand as buttons, more in a select box; `is_short` says otherwise.
    """

    name: str
    label: str
    choices: list
    is_short: bool | None = None

    def __post_init__(self):
        if self.is_short is None:
            object.__setattr__(self, "is_short", len(self.choices) <= 4)

    def read(self, query):
        """The chosen value; whatever is not in the list counts as the usual one."""
        value = query.get(self.name, "")
        return value if value in {str(key) for key, _label in self.choices} else ""


@dataclass(frozen=True)
class Head:
    """The head of a column as it is drawn: `direction` is "ascending", "descending" or ""."""

    label: str
    css: str
    url: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Choice:
    """One value of a filter as it is drawn."""

    value: str
    label: str
    url: str
    is_current: bool


class ListView(TemplateView):
    """Search words (`q`), filters, order (`urut`) and place (`kursor`) come from the address; all are allow-listed.

    A subclass says `title`, `columns`, `orders` (key → Order; a leading hyphen in the address turns it round),
    `default_order`, `search_in` (fields that are searched, each word in any of them; empty: no box), and overrides
    `get_rows()`, and as needed `get_filters()` with `narrow(rows, name, value)`, and `get_add_url()`.
    The template reads: title, heads, rows, filters, orders, words, kept, total, newer_url, older_url, is_filtered,
    everything, add_url, add_label.
    """

    title = ""
    columns = ()
    orders = {}
    default_order = ""
    search_in = ()
    search_label = _("Search name …")
    add_label = _("Add New")
    empty_title = _("Nothing here yet")
    empty_text = ""
    page_size = PAGE_SIZE

    # What a subclass says

    def get_rows(self):
        """The rows that this person may see, with all that a row shows (no query per row)."""
        raise NotImplementedError

    def get_filters(self):
        return []

    def narrow(self, rows, name, value):
        """The rows that filter `name` leaves for `value`, which is one of its choices (or "")."""
        return rows

    def get_add_url(self):
        return ""

    # What the address asks for

    @cached_property
    def filters(self):
        return self.get_filters()

    @cached_property
    def words(self):
        return self.request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH] if self.search_in else ""

    @cached_property
    def chosen(self):
        return {one.name: one.read(self.request.GET) for one in self.filters}

    @cached_property
    def order_key(self):
        asked = self.request.GET.get("urut", "")
        return asked if asked.removeprefix("-") in self.orders else self.default_order

    def order(self):
        order = self.orders[self.order_key.removeprefix("-")]
        if not self.order_key.startswith("-"):
            return order
        turned = tuple(field[1:] if field.startswith("-") else "-" + field for field in order.fields)
        return Order(self.order_key, turned, order.nulls_last)

    def found(self):
        rows = self.get_rows()
        for name, value in self.chosen.items():
            rows = self.narrow(rows, name, value)
        for word in list(smart_split(self.words))[:MOST_WORDS]:
            anywhere = Q()
            for field in self.search_in:
                anywhere |= Q(**{f"{field}__icontains": word.strip("\"'")})
            rows = rows.filter(anywhere)
        return rows

    # Addresses: each link keeps the rest of the question

    def query(self, **changes):
        order = "" if self.order_key == self.default_order else self.order_key
        parts = {"q": self.words, **self.chosen, "urut": order} | changes
        return [(key, value) for key, value in parts.items() if value]

    def url(self, **changes):
        pairs = self.query(**changes)
        return f"{self.request.path}?{urlencode(pairs)}" if pairs else self.request.path

    # What the template draws

    def heads(self):
        for column in self.columns:
            if not column.order:
                yield Head(column.label, column.css)
                continue
            is_up, is_down = self.order_key == column.order, self.order_key == f"-{column.order}"
            turned = f"-{column.order}" if is_up else column.order
            direction = "ascending" if is_up else "descending" if is_down else ""
            url = self.url(urut="" if turned == self.default_order else turned)
            yield Head(column.label, column.css, url, direction)

    def order_choices(self):
        """For a phone, where the heads of the columns are not shown."""
        words = {"": gettext("%(column)s, ascending"), "-": gettext("%(column)s, descending")}
        return [
            Choice(sign + column.order, text % {"column": column.label}, "", self.order_key == sign + column.order)
            for column in self.columns if column.order for sign, text in words.items()
        ]  # fmt: skip

    def drawn_filters(self):
        for one in self.filters:
            chosen = self.chosen[one.name]
            choices = [Choice(key, label, self.url(**{one.name: key}), str(key) == chosen) for key, label in one.choices]
            yield {"name": one.name, "label": one.label, "is_short": one.is_short, "choices": choices}

    def get_context_data(self, **kwargs):
        found = self.found()
        page = keyset_page(found, self.order(), self.request.GET.get("kursor", ""), size=self.page_size)
        filters = list(self.drawn_filters())
        in_form = {one["name"] for one in filters if not one["is_short"]} | {"q", "urut"}
        return super().get_context_data(**{
            "title": self.title, "heads": list(self.heads()), "rows": page.rows, "filters": filters,
            "orders": self.order_choices(), "words": self.words, "has_search": bool(self.search_in),
            "search_label": self.search_label, "kept": [pair for pair in self.query() if pair[0] not in in_form],
            "total": found.order_by()[: COUNTED + 1].count(), "is_filtered": bool(self.words or any(self.chosen.values())),
            "newer_url": self.url(kursor=page.previous_cursor) if page.previous_cursor else "",
            "older_url": self.url(kursor=page.next_cursor) if page.next_cursor else "",
            "everything": self.request.path, "add_url": self.get_add_url(), "add_label": self.add_label,
            "empty_title": self.empty_title, "empty_text": self.empty_text,
        } | kwargs)  # fmt: skip
