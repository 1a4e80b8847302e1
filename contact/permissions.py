"""Who reads and answers contact messages (table C): Admins and Super Admins; not staff, not editors."""


class ContactPermissions:
    """`can_manage` is the name under which the desk's views ask whether the address exists for this person."""

    def __init__(self, user):
        self.user = user

    @property
    def can_manage(self):
        return bool(self.user.is_authenticated and self.user.is_active and self.user.is_manager)

    @property
    def can_delete(self):
        """By hand, on Wagtail's own screen, when somebody asks for it; the clock deletes the rest in its time."""
        return self.can_manage and self.user.is_superuser
