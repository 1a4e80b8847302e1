"""An entry in words: labels for tables, fields and values in the language of whoever reads."""

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from helpdesk.audit.filters import EXPORT
from helpdesk.audit.second_factor import FIELD as SECOND_FACTOR
from helpdesk.audit.values import CHANGED, EMPTY
from helpdesk.audit.watched import LEFT_OUT, WATCHED
from helpdesk.common import dates

NOTHING = "–"
LONG = 160


@dataclass(frozen=True)
class Difference:
    """One field: what it said before and what it says now; `short_…` where the whole would be a page of its own."""

    label: str
    old: str
    new: str

    @property
    def short_old(self):
        return Truncator(self.old).chars(LONG)

    @property
    def short_new(self):
        return Truncator(self.new).chars(LONG)

    @property
    def is_long(self):
        return max(len(self.old), len(self.new)) > LONG


def who(entry):
    """The name of whoever did it; without one a visitor, or the system itself (a command, the clock)."""
    if entry.actor_id:
        return str(entry.actor)
    return _("Visitor") if entry.path else _("System")


def kind_label(kind):
    if kind == EXPORT:
        return _("Export of the audit")
    return capfirst(str(apps.get_model(kind)._meta.verbose_name)) if kind in WATCHED or kind in LEFT_OUT else kind


def differences(entry):
    """The changed fields of an entry, in the order of its record's own fields."""
    own = [field.name for field in apps.get_model(entry.kind)._meta.get_fields()] if entry.kind in WATCHED else []
    # The database keeps no order of its own.
    names = sorted({*entry.new, *entry.old}, key=lambda name: (own.index(name) if name in own else len(own), name))
    return [
        Difference(field_label(entry.kind, name), value(entry.kind, name, entry.old.get(name)), value(entry.kind, name, entry.new.get(name)))
        for name in names
    ]  # fmt: skip


def field_label(kind, name):
    words = {SECOND_FACTOR: _("Second factor"), "format": _("Format"), "entries": _("Entries"), "question": _("Filter")}
    field = field_of(kind, name)
    return capfirst(str(field.verbose_name)) if field is not None else words.get(name, name)


def field_of(kind, name):
    try:
        return apps.get_model(kind)._meta.get_field(name) if kind in WATCHED else None
    except FieldDoesNotExist:
        return None


def value(kind, name, stored):
    """What an entry keeps, as people read it."""
    if stored in EMPTY:
        return NOTHING
    if isinstance(stored, bool):
        return _("Yes") if stored else _("No")
    if isinstance(stored, dict):
        return str(stored.get("name") or stored.get("id"))
    if isinstance(stored, list):
        return ", ".join(value(kind, name, one) for one in stored)
    if stored == CHANGED and kind in WATCHED and name in WATCHED[kind].secret:
        return _("changed")
    return labels_of(kind, name).get(str(stored)) or moment(field_of(kind, name), stored)


def labels_of(kind, name):
    """The labels of a field's choices; of an array those of its parts."""
    if name == SECOND_FACTOR:
        choices = apps.get_model("mfa.authenticator").Type.choices
    else:
        field = field_of(kind, name)
        choices = getattr(getattr(field, "base_field", field), "flatchoices", None) or []
    return {str(key): str(label) for key, label in choices}


def moment(field, stored):
    """Dates and moments in their usual form; anything else as it is."""
    try:
        match field and field.get_internal_type():
            case "DateField":
                return dates.short_date(datetime.date.fromisoformat(stored))
            case "DateTimeField":
                at = parse_datetime(stored)
                return f"{dates.short_date(at)}, {dates.clock(at)}"
            case "TimeField":
                return stored[:5].replace(":", ".")
    except (TypeError, ValueError):
        pass
    return str(stored)
