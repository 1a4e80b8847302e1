"""What stands before every change of a person: locks in one order, fresh values, the rights, the last Super Admin."""

from django.db.models import Q
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Role, User
from helpdesk.accounts.permissions import PersonPermissions
from helpdesk.common.refused import Refused


class StillHasTickets(Refused):
    """Open tickets would be left with somebody who can no longer work on them."""


def lock(person, by):
    """Lock `person`, `by` and every active Super Admin, in one order for everybody; both people get fresh values.

    Of two Super Admins who deactivate each other the second finds out here that they are no longer one.
    Returns the keys of the active Super Admins.
    """
    wanted = Q(pk__in=[person.pk, by.pk]) | Q(role=Role.SUPERADMIN, is_active=True)
    # NO KEY: new tickets and events that name these people need not wait.
    rows = list(User.objects.filter(wanted).order_by("pk").select_for_update(no_key=True))
    for one in {id(person): person, id(by): by}.values():
        one.refresh_from_db(from_queryset=User._base_manager.all())
    return {row.pk for row in rows if row.role == Role.SUPERADMIN and row.is_active}


def must(person, by, question):
    """Refuse unless `by` may (a question of PersonPermissions, such as can_edit); returns the permissions."""
    may = PersonPermissions(person, by)
    if not getattr(may, question):
        raise Refused(_("You cannot change your own account here.") if may.is_self else _why_not(may))
    return may


def must_leave_a_super_admin(person, super_admins):
    """Refuse to take the role or the account of the last active Super Admin."""
    if super_admins == {person.pk}:
        raise Refused(_("This is the last active Super Admin. Make somebody else a Super Admin first."))


def _why_not(may):
    if not may.can_see:
        return _("You may not manage this person.")
    return _("This is not possible now: somebody else has changed this account meanwhile.")
