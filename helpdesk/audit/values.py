"""Values of records as the audit keeps them: stable codes, names as they were, nothing secret."""

from decimal import Decimal

from django.db import models
from django.utils import translation

CHANGED = "changed"  # all that is kept of a secret
EMPTY = (None, "", [])


def watched_fields(record, line, update_fields=None):
    """The fields of this record that its line watches; only those that this save writes."""
    kept_by_itself = ("auto_now", "auto_now_add")
    asleep = record.get_deferred_fields()
    return [
        field for field in record._meta.concrete_fields
        if not field.primary_key and field.name not in line.without
        and not any(getattr(field, name, False) for name in kept_by_itself)
        and field.attname not in asleep
        and (update_fields is None or field.name in update_fields or field.attname in update_fields)
    ]


def comparable(field, record):
    """What tells two values apart; of a related record its key."""
    value = field.value_from_object(record)
    if isinstance(field, models.FileField):
        return value.name or ""
    return plain(field.to_python(value))


def plain(value):
    """The value as JSON can hold it."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def readable(field, record):
    """The value to keep: a related record by its key and the name that it has now."""
    if not field.many_to_one and not field.one_to_one:
        return comparable(field, record)
    key = field.value_from_object(record)
    if key is None:
        return None
    try:
        return named(getattr(record, field.name))
    except models.ObjectDoesNotExist:
        return {"id": plain(key), "name": ""}


def named(record):
    return {"id": plain(record.pk), "name": name_of(record)}


def name_of(record, line=None):
    """The record's name, in the language of the office and not of whoever happens to look."""
    with translation.override("id"):
        try:
            text = spoken(record, line)
        except (AttributeError, TypeError, ValueError):  # made from texts that only the database has understood
            text = spoken(record._meta.model._base_manager.get(pk=record.pk), line)
    return text.replace("\0", "")[:200]


def spoken(record, line):
    text = line.name(record) if line else str(record)
    whole = getattr(record, line.part_of, None) if line and line.part_of else None
    return f"{whole} › {text}" if whole else text
