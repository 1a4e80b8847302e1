"""Who may do what with an organisation and the people in it (MANUALS, table C)."""

from django.utils.functional import cached_property

from helpdesk.accounts.models.role import Role


class OrganisationPermissions:
    """Questions about (organisation, user), each a plain bool.

    Managers of the desk keep every record. A contact person answers for their own organisation: who belongs to it and
    whether it shares its tickets. Ordinary members read. Whoever only asked to belong learns nothing about it.
    """

    def __init__(self, organisation, user):
        self.organisation, self.user = organisation, user

    # Who is it?

    @cached_property
    def manages(self):
        return self.user.is_authenticated and self.user.is_active and self.user.is_manager

    @cached_property
    def is_member(self):
        user = self.user
        return (
            user.is_authenticated and user.is_active and user.role == Role.CLIENT
            and user.organisation_id == self.organisation.pk and user.is_member
        )

    @cached_property
    def is_contact(self):
        return self.is_member and self.user.membership == "contact"

    @property
    def stands(self):
        """Not merged away; a merged record is history and changes no more."""
        return self.organisation.merged_into_id is None

    # What may they do?

    @property
    def can_see(self):
        return self.manages or self.is_member

    @property
    def can_edit(self):
        return self.manages and self.stands

    @property
    def can_merge(self):
        return self.manages and self.stands

    @property
    def can_decide(self):
        """Accept and refuse those who ask to belong."""
        return (self.manages or self.is_contact) and self.stands

    @property
    def can_share(self):
        """Say whether colleagues may see the organisation's tickets."""
        return (self.manages or self.is_contact) and self.stands

    def can_decide_on(self, person):
        """Accept or refuse this person, who asks to belong."""
        return self.can_decide and person.organisation_id == self.organisation.pk and person.membership == "requested"

    def can_make_contact(self, person):
        """Mark this member as a contact person. A contact person may share the duty, so that it never ends with them."""
        return self.can_decide and person.membership == "member" and self._is_of_it(person)

    def can_unmake_contact(self, person):
        """Take the mark away: from oneself, or by a manager; no contact person reaches another."""
        own = self.is_contact and person.pk == self.user.pk
        return (self.manages or own) and self.stands and person.membership == "contact" and self._is_of_it(person)

    def can_remove(self, person):
        """Take a member out. A contact person may not take out another one, and leaves by the way of everybody."""
        by_contact = self.is_contact and person.membership == "member"
        return (self.manages or by_contact) and self.stands and person.is_member and self._is_of_it(person)

    def _is_of_it(self, person):
        return person.organisation_id == self.organisation.pk and person.role == Role.CLIENT


class KeepsOrganisations:
    """Whether the screens of all organisations exist for `user` (table C)."""

    def __init__(self, user):
        self.can_manage = user.is_authenticated and user.is_active and user.is_manager


class HasOwnOrganisation:
    """Whether the screen of one's own organisation exists for `user`: for everybody who asks for services.

    Who belongs to none reads there how to join one.
    """

    def __init__(self, user):
        self.can_manage = user.is_authenticated and user.is_active and user.asks_for_services
