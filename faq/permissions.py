"""Who may do what with the FAQ (table C): the desk writes drafts, Admins and Super Admins publish, clients ask."""

from functools import cached_property


class FAQPermissions:
    """`can_manage` is the name under which the desk's record views ask whether the address exists for this person."""

    def __init__(self, user):
        self.user = user

    @property
    def can_write(self):
        """Drafts, of any department: whoever knows an answer may propose it."""
        return self.user.is_active and self.user.is_desk

    can_manage = can_write

    @property
    def can_publish(self):
        return self.can_write and self.user.is_manager

    @property
    def can_ask(self):
        return self.user.is_active and self.user.asks_for_services

    @cached_property
    def can_use_cms(self):
        """Formatting and the English text are edited there."""
        return self.user.has_perm("wagtailadmin.access_admin") and self.user.has_perm("faq.change_faqentry")


class AddingPermissions(FAQPermissions):
    """Add New Question has one address and the same three fields for the desk and for clients (row B13)."""

    @property
    def can_manage(self):
        return self.can_write or self.can_ask


class PublishingPermissions(FAQPermissions):
    """For the addresses that exist only for those who publish."""

    @property
    def can_manage(self):
        return self.can_publish
