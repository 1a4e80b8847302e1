"""Wagtail groups that follow from the role: Editors for the pages, Admins for the desk's own tables."""

from django.contrib.auth.models import Group, Permission

from helpdesk.accounts.models.role import Role

EDITORS = "Editors"
ADMINS = "Admins"

GROUPS_OF_ROLE = {
    Role.SUPERADMIN: {EDITORS, ADMINS},
    Role.ADMIN: {EDITORS, ADMINS},
    Role.EDITOR: {EDITORS},
}


def put_into_groups(user):
    """Give a person the groups of their role.

    Staff may be editors as well (table C), so the group *Editors* is left alone for them;
    nobody else keeps a group that their role does not give.
    """
    wanted = set(GROUPS_OF_ROLE.get(user.role, set()))
    have = set(user.groups.filter(name__in=[EDITORS, ADMINS]).values_list("name", flat=True))
    if user.role == Role.STAFF:
        wanted |= have & {EDITORS}
    if wanted - have:
        user.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in wanted - have))
    if have - wanted:
        user.groups.remove(*Group.objects.filter(name__in=have - wanted))


def ensure():
    """Make both groups with their permissions; safe to run at every setup."""
    editors, admins = (Group.objects.get_or_create(name=name)[0] for name in (EDITORS, ADMINS))
    access = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    editors.permissions.add(*access, *_permissions_on("faq", "faqentry"))
    admins.permissions.add(*access, *(p for label, model in ADMIN_TABLES for p in _permissions_on(label, model)))


# What an Admin edits in the CMS besides the pages: the desk's own reference tables.
ADMIN_TABLES = [
    ("contact", "contactmessage"),
    *(("helpdesk", name) for name in (
        "department", "service", "ticketsource", "tickettype", "checklistitem", "organisation", "desksettings",
        "workinghours", "nonworkingday", "ramadanperiod", "evaluationsection", "evaluationquestion",
    )),
]


def _permissions_on(app_label, model):
    return Permission.objects.filter(content_type__app_label=app_label, content_type__model=model)
