"""Conditions whose text does not depend on how many values are asked for, as a prepared statement needs it."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Value


class AnyOf(Func):
    """`filter(AnyOf("pk", keys))`: the column holds one of the whole numbers; `pk__in` writes a parameter for each of them."""

    template, arg_joiner = "(%(expressions)s))", " = ANY("
    output_field = BooleanField()

    def __init__(self, column, keys):
        super().__init__(F(column), Value(keys, output_field=ArrayField(BigIntegerField())))
