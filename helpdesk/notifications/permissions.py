class NotificationPermissions:
    """What a person may do with notifications: their own, everybody who has a desk; the log of mails, managers."""

    def __init__(self, user):
        self.user = user

    @property
    def can_read_log(self):
        """What became of everybody's mails (table C: who sees every ticket)."""
        return self.user.is_active and self.user.is_manager
