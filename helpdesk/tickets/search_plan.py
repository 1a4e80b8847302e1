"""Two ways to search a million tickets, and which one a word needs.

The index of words gives every hit of a word, in no order: at once for a rare word, seconds for one that stands in every
fifth ticket. Walking through the tickets, the newest first, finds a page of a common word at once and a rare word never.
PostgreSQL keeps how frequent words are; it is asked for its estimate, and the cheaper way is taken.
"""

import json
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from helpdesk.common.paging import PAGE_SIZE
from helpdesk.tickets.models import Ticket

# What it costs to look at one ticket of the walk with its messages, against taking one hit from the index.
STEP = 4
MOST_HITS = 20_000  # of a word that was thought to be rare: beyond that it is walked for after all
SPARE = 8  # so many times the expected steps the walk may take before the index is asked after all
CONFIG = "indonesian"


@dataclass(frozen=True)
class Estimate:
    """How many tickets and messages a query will find, and how many tickets there are, as PostgreSQL expects it."""

    tickets: int
    messages: int
    all_tickets: int

    @property
    def steps(self):
        """Tickets to walk through until a page is full."""
        return (PAGE_SIZE + 1) * max(self.all_tickets, 1) / max(self.tickets, 1)

    @property
    def is_common(self):
        return self.steps * STEP < self.tickets + self.messages


def query_of(words):
    """All words in one text, by their Indonesian stems."""
    query = SearchQuery(words[0], config=CONFIG)
    for word in words[1:]:
        query &= SearchQuery(word, config=CONFIG)
    return query


def estimate(words):
    """Ask PostgreSQL's planner; one statement, nothing is looked up in the tables."""
    query = " && ".join(["plainto_tsquery(%s, %s)"] * len(words))
    values = [value for word in words for value in (CONFIG, word)]
    tickets, messages = Ticket._meta.db_table, _messages().model._meta.db_table
    found = (f"SELECT FROM {table} WHERE search @@ ({query})" for table in (tickets, messages))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {' UNION ALL '.join(found)} UNION ALL SELECT FROM {tickets}", [*values, *values])
        plan = cursor.fetchone()[0]
    parts = (plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]["Plans"]
    return Estimate(*(part["Plan Rows"] for part in parts))


def said(words, user):
    """The messages with these words that `user` may read. SECURITY: a word of an internal note finds nothing for a client."""
    return _messages().readable_by(user).filter(search=query_of(words))


def _messages():
    return Ticket._meta.get_field("messages").related_model.objects


def by_index(tickets, words, user):
    """Those of `tickets` that hold the words, found from the index of words."""
    own = Ticket.objects.order_by().filter(search=query_of(words)).values("pk")
    return tickets.filter(pk__in=own.union(said(words, user).order_by().values("ticket_id"), all=True))


def walking(tickets, words, user):
    """The same, judged ticket by ticket: for a queryset that is read in its order until a page is full."""
    return tickets.alias(is_said=_is_said(words, user)).filter(Q(search=query_of(words)) | Q(is_said=True))


def judged(tickets, words, user):
    """All of `tickets`, each with `is_hit`."""
    return tickets.annotate(is_hit=Case(When(search=query_of(words), then=Value(True)), default=_is_said(words, user)))


def _is_said(words, user):
    # A value, not an “exists”: PostgreSQL would rather collect all such messages beforehand.
    of_this = said(words, user).order_by().filter(ticket=OuterRef("pk")).values(hit=Value(True))[:1]
    return Coalesce(Subquery(of_this), Value(False))


def newest(tickets, number):
    """At most the `number` newest of `tickets`, as a condition that the key's index answers."""
    last = tickets.order_by("-pk").values("pk")[number - 1 : number]
    return tickets.filter(pk__gte=Coalesce(Subquery(last), Value(0)))
