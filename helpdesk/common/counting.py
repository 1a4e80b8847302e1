"""Counting inside a query."""

from django.db.models import IntegerField, Subquery


class CountOf(Subquery):
    """The number of rows of a subquery, which may have a LIMIT."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
