"""Who may read the audit: Super Admins alone. Nobody may write in it."""


class AuditPermissions:
    def __init__(self, user):
        self.user = user

    @property
    def can_read(self):
        return self.user.is_active and self.user.is_superuser
