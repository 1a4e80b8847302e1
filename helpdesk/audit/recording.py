"""Writes the audit by itself: whatever saves, deletes or links a watched record leaves one entry per change.

It listens to the signals of models, so that screens of the desk, the CMS and commands are all seen; `queryset.update()`
and `bulk_create()` send none and are not to be used for what must be recorded. An entry stands in the transaction of its change.
"""

from django.apps import apps
from django.db import transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from helpdesk.audit import origin
from helpdesk.audit.models import AuditEntry
from helpdesk.audit.values import CHANGED, EMPTY, comparable, name_of, named, plain, readable, watched_fields
from helpdesk.audit.watched import WATCHED

Action = AuditEntry.Action


def connect():
    """Listen to every watched model; called once when the app is ready."""
    for label, line in WATCHED.items():
        model = apps.get_model(label)
        # Without it a save outside of a transaction would be on the disk before its entry is.
        model.save_base = transaction.atomic(savepoint=False)(model.save_base)
        for signal, listener in ((pre_save, look_before), (post_save, record_save), (pre_delete, record_delete)):
            signal.connect(listener, sender=model, dispatch_uid=f"audit {label}")
        for name in line.lists:
            field = model._meta.get_field(name)
            m2m_changed.connect(
                lambda sender, field=field, **facts: record_list(field, **facts),
                sender=field.remote_field.through, weak=False, dispatch_uid=f"audit {label}.{name}",
            )  # fmt: skip


def line_of(record):
    return WATCHED[record._meta.concrete_model._meta.label_lower]


def write(record, action, old, new):
    """Add the entry of one change, unless nobody is to hear of it."""
    if origin.is_silent():
        return
    label, source = record._meta.concrete_model._meta.label_lower, origin.current()
    AuditEntry.objects.create(
        actor_id=source.actor_id, address=source.address, path=source.path, action=action, kind=label,
        object_id=str(record.pk), object_name=name_of(record, WATCHED.get(label)), old=old, new=new,
    )  # fmt: skip


def look_before(sender, instance, raw=False, update_fields=None, **kwargs):
    """Remember the row as it stands; a save that touches no watched field costs nothing."""
    instance._audited = None
    is_new = instance.pk is None or instance._state.adding
    if raw or is_new or origin.is_silent() or not watched_fields(instance, line_of(instance), update_fields):
        return
    # The lock that the save itself takes, a moment earlier: of two at once the second reads what the first wrote.
    rows = sender._base_manager.select_for_update(no_key=True, of=("self",))
    instance._audited = rows.filter(pk=instance.pk).first()


def record_save(sender, instance, created=False, raw=False, update_fields=None, **kwargs):
    before = instance.__dict__.pop("_audited", None)
    if raw or origin.is_silent():
        return
    line = line_of(instance)
    if created:
        write(instance, Action.CREATED, {}, facts_of(instance, line))
    elif before is not None:
        old, new = differences(before, instance, line, update_fields)
        if new:
            write(instance, Action.CHANGED, old, new)


def record_delete(sender, instance, **kwargs):
    line = line_of(instance)
    write(instance, Action.DELETED, facts_of(instance, line), {})


def facts_of(record, line):
    """Every fact of a record that is added or deleted, without what is empty and what is secret."""
    facts = {f.name: readable(f, record) for f in watched_fields(record, line) if f.name not in line.secret}
    return {name: value for name, value in facts.items() if value not in EMPTY}


def differences(before, after, line, update_fields):
    old, new = {}, {}
    for field in watched_fields(after, line, update_fields):
        if comparable(field, before) == comparable(field, after):
            continue
        if field.name not in line.secret:
            old[field.name], new[field.name] = readable(field, before), readable(field, after)
        elif not is_only_hashed_anew(after, field, update_fields):
            old[field.name], new[field.name] = "", CHANGED
    return old, new


def is_only_hashed_anew(person, field, update_fields):
    """At a login Django stores the same password under newer parameters of the hash: nobody changed it."""
    return update_fields is not None and "password" in update_fields and person._password is None and person.has_usable_password()


def record_list(field, instance, action, reverse, model, pk_set, **kwargs):
    """One entry for each owner whose list (groups of a person, checks of a service) changed; whole lists, old and new."""
    if action not in {"post_add", "post_remove", "pre_clear"} or origin.is_silent() or (action != "pre_clear" and not pk_set):
        return
    for owner in owners_of(field, instance, reverse, model, pk_set):
        touched = {instance.pk} if reverse else pk_set
        items = field.remote_field.model._base_manager.select_related()
        now = [named(item) for item in items.filter(**{field.related_query_name(): owner})]
        if action == "post_add":
            old, new = [item for item in now if item["id"] not in map(plain, touched)], now
        elif action == "post_remove":
            old, new = [*now, *map(named, items.filter(pk__in=touched))], now
        else:
            old, new = now, [item for item in now if reverse and item["id"] != instance.pk]
        if old != new:
            write(owner, Action.CHANGED, {field.name: old}, {field.name: new})


def owners_of(field, instance, reverse, model, pk_set):
    if not reverse:
        return [instance]
    return model._base_manager.filter(pk__in=pk_set) if pk_set else model._base_manager.filter(**{field.name: instance})
