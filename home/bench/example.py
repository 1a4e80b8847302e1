"""The rows that one real action has written, written once more: what a bare insert of them costs.

Which rows these are nobody has to keep in mind: they are found by the keys that were new after the action.
"""

import json
import secrets
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Max

LEFT_OUT = {
    "sessions.session",  # its key is no number, and an action of a logged-in person makes none
    "helpdesk.tickettally", "helpdesk.clienttally", "helpdesk.ticketflow",  # triggers write them, with the copy of a ticket as with the ticket itself
}  # fmt: skip
MOMENTS = {"django_tasks_database.dbtaskresult": "enqueued_at"}  # keyed at random: new is what came later


def path_of(name):
    """Where the keys are kept; each database has its own."""
    return settings.BENCH_DIR / connection.settings_dict["NAME"] / f"{name}.json"


def keep(name, keys):
    path_of(name).parent.mkdir(parents=True, exist_ok=True)
    path_of(name).write_text(json.dumps(keys, indent=1))


def forget_all():
    """A new version of the code may write other rows."""
    for path in path_of("x").parent.glob("*.json"):
        path.unlink()


def watched():
    """(model, what grows with each new row) of every table whose new rows can be told."""
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed or model._meta.label_lower in LEFT_OUT:
            continue
        if moment := MOMENTS.get(model._meta.label_lower):
            yield model, moment
        elif isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
            yield model, "pk"


def marks():
    """Where each table ends now."""
    return {model._meta.label_lower: model._base_manager.aggregate(end=Max(by))["end"] for model, by in watched()}


def new_rows(before):
    """{label: [keys]} of the rows that came after `marks()` was taken."""
    found = {}
    for model, by in watched():
        end = before[model._meta.label_lower]
        some = model._base_manager.filter(**{f"{by}__gt": end}) if end is not None else model._base_manager.all()
        if keys := [str(key) for key in some.order_by(by).values_list("pk", flat=True)[:1000]]:
            found[model._meta.label_lower] = keys
    return found


class Example:
    """`rows`: [(model, [objects])], each model behind those that it points to."""

    def __init__(self, keys):
        found = {}
        for label, some in keys.items():
            model = apps.get_model(label)
            found[model] = list(model._base_manager.filter(pk__in=some).order_by("pk"))
        self.rows = [(model, found[model]) for model in in_order(found)]

    @staticmethod
    @lru_cache
    def load(name):
        """Read once per process."""
        return Example(json.loads(path_of(name).read_text()))

    def write(self, *, posted=0, files=()):
        """Write them all anew in one transaction, one statement for each table. `posted`: read, so that the body is."""
        files, made = list(files), {}
        with transaction.atomic():
            for model, objects in self.rows:
                copies = [copy_of(one, made, files) for one in objects]
                model._base_manager.bulk_create(copies)
                made |= {(model, one.pk): copy for one, copy in zip(objects, copies, strict=True)}
        return made


def in_order(found):
    """Models so that each comes after those that it points to; among models that point at each other as they come."""
    graph = {
        model: {f.related_model for f in model._meta.concrete_fields if f.is_relation and f.related_model in found} - {model}
        for model in found
    }
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        return list(found)


def copy_of(one, made, files):
    """The same row with a key of its own, pointing to the copies of what it pointed to."""
    values = {}
    for field in one._meta.concrete_fields:
        if field.primary_key or field.generated or (field.unique and field.has_db_default()):
            continue
        value = getattr(one, field.attname)
        if field.is_relation and (copied := made.get((field.related_model, value))):
            value = copied.pk
        elif isinstance(field, models.FileField) and value and files:
            value = files.pop(0)
        elif isinstance(field, models.CharField) and must_differ(one, field, made):
            value = secrets.token_urlsafe(field.max_length)[: min(field.max_length, 32)]
        values[field.attname] = value
    return type(one)(**values)


def must_differ(one, field, made):
    """Whether the same value again would break a promise of the table, and no new key beside it prevents that."""
    def points_to_a_copy(name):
        beside = one._meta.get_field(name)
        return beside.is_relation and (beside.related_model, getattr(one, beside.attname)) in made

    together = [c.fields for c in one._meta.constraints if isinstance(c, models.UniqueConstraint) and field.name in c.fields]
    return field.unique or any(not any(map(points_to_a_copy, names)) for names in together)
