"""Where the records of the audit can be looked at; a record that is gone, or has no screen, has no link."""

from django.apps import apps
from django.urls import reverse

from helpdesk.audit.filters import EXPORT
from helpdesk.audit.models import AuditEntry

SCREENS = {
    "helpdesk.organisation": "helpdesk:organisation",
    "helpdesk.department": "helpdesk:department_edit",
    "helpdesk.service": "helpdesk:service_edit",
    "helpdesk.nonworkingday": "helpdesk:calendar_day",
    "helpdesk.ramadanperiod": "helpdesk:calendar_ramadan",
}
PLACES = {
    "helpdesk.desksettings": "helpdesk:setting",
    "helpdesk.workinghours": "helpdesk:calendar",
}
PERSON = "helpdesk.user"
OF_ROLE = {"superadmin": "admin", "admin": "admin", "staff": "staff", "client": "client", "editor": "editor"}


def links(entries):
    """The address for each entry's record, by the entry's key; one query for the people among them."""
    people = {entry.object_id for entry in entries if entry.kind == PERSON}
    roles = {}
    if people:
        rows = apps.get_model(PERSON).objects.filter(pk__in=people).values_list("pk", "role")
        roles = {str(pk): role for pk, role in rows}
    return {entry.pk: link(entry, roles) for entry in entries}


def link(entry, roles):
    if entry.action == AuditEntry.Action.DELETED or entry.kind == EXPORT:
        return ""
    if entry.kind == PERSON:
        role = OF_ROLE.get(roles.get(entry.object_id, ""))
        return reverse(f"helpdesk:{role}_person", args=[entry.object_id]) if role else ""
    if entry.kind in SCREENS:
        return reverse(SCREENS[entry.kind], args=[entry.object_id])
    return reverse(PLACES[entry.kind]) if entry.kind in PLACES else ""
