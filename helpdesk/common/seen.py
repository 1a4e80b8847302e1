"""Of two people who edit one record at once the second is told: a form carries what its record said when it was made."""

import hashlib
import json


def fingerprint(values):
    """Return a short name of these values (anything JSON or `str` can say); equal values, equal names."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:20]


def of_record(record, fields):
    """The fingerprint of some fields of a record; of a relation its key."""
    return fingerprint({name: record._meta.get_field(name).value_from_object(record) for name in fields})


def differences(form, fresh):
    """Pairs of a label and what is stored now, for each field in which the typed form and a fresh one differ."""
    for name, field in fresh.fields.items():
        stored, typed = fresh[name].value(), form[name].value()
        if field.widget.is_hidden or getattr(field.widget, "needs_multipart_form", False):
            continue
        if _plain(stored) != _plain(typed):
            yield fresh[name].label, _shown(field, stored)


def _plain(value):
    if isinstance(value, bool) or value is None:
        return "on" if value else ""
    return sorted(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _shown(field, value):
    from django.utils.translation import gettext as _

    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    labels = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    several = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in several if one not in (None, "")) or "–"
