"""Who may do what with an announcement (table C): editors write and end, clients say that they have it too.

Only who sees all tickets may tell their owners.
"""


class AnnouncementPermissions:
    def __init__(self, user, announcement=None):
        self.user, self.announcement = user, announcement

    @property
    def can_read_at_desk(self):
        """The list at the desk: what runs, and how many people have it."""
        return self.user.is_active and self.user.is_desk

    @property
    def can_end(self):
        return self.user.is_active and self.user.has_perm("home.publish_announcement")

    @property
    def can_tell_owners(self):
        return self.can_end and self.user.is_manager

    @property
    def can_write(self):
        return self.user.is_active and self.user.has_perm("wagtailadmin.access_admin") and self.user.has_perm("home.change_announcement")

    @property
    def asks(self):
        """Has a say in who is affected: the people who ask for services."""
        return self.user.is_active and self.user.asks_for_services

    @property
    def can_have_it_too(self):
        """A disruption that is going on, and a person who asks for services."""
        one = self.announcement
        return self.asks and one is not None and one.kind == one.Kind.DISRUPTION and one.is_running
