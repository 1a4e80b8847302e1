"""The words in which notifications are looked up."""

from django.db import models


class NotificationQuerySet(models.QuerySet):
    def of(self, user):
        """Everything that this person was told. SECURITY: every path starts here."""
        return self.filter(recipient=user)

    def unread(self):
        return self.filter(read_at=None)
