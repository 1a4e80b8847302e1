"""Who may do what with people (MANUALS, table C): nobody manages themselves or somebody above them."""

from django.utils.functional import cached_property

from helpdesk.accounts.models.role import Role

MANAGES = {
    Role.SUPERADMIN: frozenset(Role),
    Role.ADMIN: frozenset({Role.STAFF, Role.CLIENT, Role.EDITOR}),
}


def may_manage(user, role):
    """Whether `user` may add and change people of this role."""
    return bool(user and user.is_authenticated and user.is_active) and role in MANAGES.get(user.role, ())


class PersonPermissions:
    """Questions about (person, user), each a plain bool; none asks the database."""

    def __init__(self, person, user):
        self.person, self.user = person, user

    @cached_property
    def can_see(self):
        """On the screens about people; one's own account is seen in the profile too."""
        return may_manage(self.user, self.person.role)

    @cached_property
    def is_self(self):
        return self.user.pk == self.person.pk

    @property
    def can_edit(self):
        return self._manages

    @property
    def can_change_role(self):
        return self._manages and self.person.is_active

    @property
    def can_deactivate(self):
        return self._manages and self.person.is_active

    @property
    def can_reactivate(self):
        return self._manages and not self.person.is_active and not self.person.awaits_approval

    @property
    def can_decide(self):
        """Approve or refuse a registration that waits."""
        return self._manages and self.person.awaits_approval

    @property
    def can_invite(self):
        """Send a link that sets the password: to somebody who has none of their own yet."""
        return self._manages and self.person.is_active and bool(self.person.email) and self._has_no_password

    @cached_property
    def roles(self):
        """The roles that this user may give to the person."""
        return [role for role in Role if role != self.person.role and may_manage(self.user, role)] if self._manages else []

    @property
    def _manages(self):
        return self.can_see and not self.is_self

    @property
    def _has_no_password(self):
        return self.person.must_change_password or not self.person.has_usable_password()
