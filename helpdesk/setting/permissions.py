"""Who may change what the office sets for itself (row B15; table C)."""


class SettingPermissions:
    """Questions about (the settings, user), each a plain bool."""

    def __init__(self, user):
        self.user = user

    @property
    def can_manage(self):
        return self.user.is_authenticated and self.user.is_active and self.user.is_manager
