"""Lists page by keyset: the next page begins after the last row seen. No OFFSET, no count of everything."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.http import Http404

PAGE_SIZE = 25
LONGEST_TEXT = 300


@dataclass(frozen=True)
class Order:
    """One way to sort a list: a unique `key` last, so that every row has its own place.

    `fields` are names with an optional leading hyphen; a nullable first field sorts its empty rows last.
    """

    name: str
    fields: tuple
    nulls_last: bool = False

    def apply(self, queryset):
        return queryset.order_by(*(self._term(f) for f in self.fields))

    def _term(self, field):
        name = field.lstrip("-")
        if not self.nulls_last:
            return field
        return F(name).desc(nulls_last=True) if field.startswith("-") else F(name).asc(nulls_last=True)


@dataclass
class KeysetPage:
    """The rows of one page, and the cursors of its neighbours (empty where there is none)."""

    rows: list
    next_cursor: str
    previous_cursor: str

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def keyset_page(queryset, order, cursor="", size=PAGE_SIZE, parts=None):
    """Return the page of `queryset` that `cursor` points to; one query. A broken cursor is 404.

    `order.fields` are columns or annotations (such as `Lower("name")`) of moments, numbers or short texts.
    `parts`: querysets of the same model that make up the list together, where no index answers all of it at once. Then
    the first rows of each are found by its own index, and `queryset` only says what is read of them.
    """
    direction, values = place_in(queryset, order, cursor)
    way = _flip(order) if direction == "p" else order
    rows = list(_first(queryset, way, values, size + 1, parts))
    if direction == "p":
        more_before, rows = len(rows) > size, rows[:size][::-1]
        return KeysetPage(rows, _write("n", rows[-1], order) if rows else "", _write("p", rows[0], order) if more_before else "")
    return page_of(rows, order, size, is_first=values is None)


def page_of(rows, order, size=PAGE_SIZE, *, is_first=True):
    """The page of rows that were read in their order, one more than it holds where there are more."""
    more, rows = len(rows) > size, rows[:size]
    return KeysetPage(rows, _write("n", rows[-1], order) if more else "", "" if is_first or not rows else _write("p", rows[0], order))


def first_rows(queryset, order, size=PAGE_SIZE, parts=None):
    """The query of the first page, for who puts it together once; `page_of` takes its rows."""
    return _first(queryset, order, None, size + 1, parts)


def place_in(queryset, order, cursor):
    """Read a cursor: the direction "n" or "p", and the values of the row beyond which to go on, or None."""
    direction, values = _read(cursor, order)
    if values and not all(_fits(queryset, name.lstrip("-"), value) for name, value in zip(order.fields, values, strict=True)):
        raise Http404("broken cursor")
    return direction, values


def _first(queryset, order, values, number, parts):
    """The first rows behind `values`; each of `parts` is asked for so many of its own."""
    pieces = [piece for part in (parts or [queryset]) for piece in (_after(part, order, values) if values else [part])]
    if parts is None and len(pieces) == 1:
        return order.apply(pieces[0])[:number]
    first, *others = [order.apply(piece)[:number].values("pk") for piece in pieces]
    return order.apply(queryset.filter(pk__in=first.union(*others, all=True) if others else first))[:number]


def _flip(order):
    fields = tuple(f[1:] if f.startswith("-") else "-" + f for f in order.fields)
    return _Flipped(order.name, fields, order.nulls_last)


class _Flipped(Order):
    """The same order read backwards: empty rows come first."""

    def _term(self, field):
        name = field.lstrip("-")
        if not self.nulls_last:
            return field
        return F(name).desc(nulls_first=True) if field.startswith("-") else F(name).asc(nulls_first=True)


def _after(queryset, order, values):
    """Rows that come strictly after `values`, for one or two fields; those with a first field and those without it, each by
    itself where both come after, since no index begins in the middle of an “or”."""
    first, *rest = order.fields
    name, value, nulls_first = first.lstrip("-"), values[0], isinstance(order, _Flipped)
    empty = queryset.filter(**{f"{name}__isnull": True})
    if value is None:
        pieces = [_beyond(empty, rest, values[1:])]
        return [*pieces, queryset.filter(**{f"{name}__isnull": False})] if order.nulls_last and nulls_first else pieces
    pieces = [_beyond(queryset, order.fields, values)]
    return [*pieces, empty] if order.nulls_last and not nulls_first else pieces


def _beyond(queryset, fields, values):
    """Behind `values`, the first of which is not empty. Said of it alone as well: there an index begins."""
    condition, equal = Q(pk__in=[]), Q()
    for field, value in zip(fields, values, strict=True):
        name, step = field.lstrip("-"), "lt" if field.startswith("-") else "gt"
        if value is not None:
            condition |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{f"{name}__isnull": True} if value is None else {name: value})
    if len(fields) > 1 and values[0] is not None:
        name, step = fields[0].lstrip("-"), "lte" if fields[0].startswith("-") else "gte"
        queryset = queryset.filter(**{f"{name}__{step}": values[0]})
    return queryset.filter(condition)


def _write(direction, row, order):
    values = [_plain(getattr(row, f.lstrip("-"))) for f in order.fields]
    text = json.dumps([order.name, direction, *values], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value):
    return {"t": value.isoformat()} if isinstance(value, datetime) else value


def _read(cursor, order):
    if not cursor:
        return "n", None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        name, direction, *values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        values = [datetime.fromisoformat(v["t"]) if isinstance(v, dict) else v for v in values]
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error, RecursionError) as error:
        raise Http404("broken cursor") from error
    if name != order.name or direction not in {"n", "p"} or len(values) != len(order.fields):
        raise Http404("cursor of another list")
    if not all(map(_is_a_place, values)):
        raise Http404("broken cursor")
    return direction, values


def _is_a_place(value):
    """Nothing but empty, an aware moment, a key that fits the database or a short text may come from an address."""
    if isinstance(value, datetime):
        return value.tzinfo is not None
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT and "\0" not in value
    return value is None or (type(value) is int and 0 <= value < 2**63)


def _fits(queryset, name, value):
    """A value of the wrong type would be a fault in the database: a text for a moment, a number for a name."""
    if value is None:
        return True
    annotation = queryset.query.annotations.get(name)
    field = annotation.output_field if annotation is not None else queryset.model._meta.get_field("id" if name == "pk" else name)
    if isinstance(field, models.DateTimeField):
        return isinstance(value, datetime)
    return isinstance(value, str) == isinstance(field, models.CharField | models.TextField) and not isinstance(value, datetime)
