"""Wagtail groups that follow from the role: Editors for the pages, Admins for the desk's own tables (table C)."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from helpdesk.accounts.models.role import Role
from helpdesk.audit import origin

EDITORS = "Editors"
ADMINS = "Admins"

# An Admin is an Editor too; a Super Admin may do everything anyway.
GROUPS_OF_ROLE = {
    Role.SUPERADMIN: {EDITORS, ADMINS},
    Role.ADMIN: {EDITORS, ADMINS},
    Role.EDITOR: {EDITORS},
}

# What an Editor writes besides the pages: answers and announcements, what was asked in vain, and where old addresses lead.
EDITOR_TABLES = [("faq", "faqentry"), ("faq", "unfound"), ("home", "announcement"), ("wagtailredirects", "redirect")]
PAGE_RIGHTS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
FILE_RIGHTS = [
    ("wagtailimages", ["add_image", "change_image", "choose_image"]),
    ("wagtaildocs", ["add_document", "change_document", "choose_document"]),
]

# What an Admin edits in the CMS besides the pages: the desk's own reference tables.
ADMIN_TABLES = [
    *(("helpdesk", name) for name in (
        "department", "service", "ticketsource", "tickettype", "checklistitem", "refusalreason", "organisation", "desksettings",
        "workinghours", "nonworkingday", "ramadanperiod", "evaluationsection", "evaluationquestion",
    )),
]


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


@origin.silent()
def ensure():
    """Make both groups with their permissions; safe to run at every setup. It adds, and takes nothing away."""
    editors, admins = (Group.objects.get_or_create(name=name)[0] for name in (EDITORS, ADMINS))
    access = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    editors.permissions.add(*access, *_permissions_on(EDITOR_TABLES))
    admins.permissions.add(*access, *_permissions_on(ADMIN_TABLES))
    _give_pages(editors)
    _give_files(editors)


def _permissions_on(tables):
    return [
        permission for label, model in tables
        for permission in Permission.objects.filter(content_type__app_label=label, content_type__model=model)
    ]


def _give_pages(group):
    """The whole tree of pages, from the root."""
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)


def _give_files(group):
    """All pictures and documents of the site (not the attachments of tickets, which are no Wagtail files)."""
    root = Collection.get_first_root_node()
    if root is None:
        return
    for label, codenames in FILE_RIGHTS:
        for right in Permission.objects.filter(content_type__app_label=label, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=right)
