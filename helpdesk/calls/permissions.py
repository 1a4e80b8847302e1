"""Who works with video calls at the desk (table C)."""


class CallPermissions:
    """Questions about (the video calls of the desk, user), each a plain bool."""

    def __init__(self, user):
        self.user = user

    @property
    def can_manage(self):
        """Own hours, own calls: everybody of the desk."""
        return self.user.is_authenticated and self.user.is_active and self.user.is_desk


class HoursPermissions(CallPermissions):
    """The hours of somebody else."""

    @property
    def can_manage(self):
        return super().can_manage and self.user.is_manager
