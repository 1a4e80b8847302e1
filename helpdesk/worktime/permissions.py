"""Who may change the calendar (table C)."""


class CalendarPermissions:
    """Questions about (the calendar, user), each a plain bool."""

    def __init__(self, user):
        self.user = user

    @property
    def can_manage(self):
        return self.user.is_authenticated and self.user.is_active and self.user.is_manager
