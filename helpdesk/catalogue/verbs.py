"""What can be done with a service besides writing it: into service and out of it."""

from django.db import transaction


class ServiceVerbs:
    """Mixin of Service."""

    def deactivate(self, *, by):
        """No longer offered; its tickets go on as they were promised."""
        self._switch(False, by)

    def reactivate(self, *, by):
        """Offered again, once its department is active too."""
        self._switch(True, by)

    def _switch(self, is_active, by):
        from helpdesk.audit import origin  # it asks allauth, whose models need ours

        with origin.acting(by), transaction.atomic():
            row = type(self).objects.select_for_update().get(pk=self.pk)
            if row.is_active != is_active:
                row.is_active = is_active
                row.save(update_fields=["is_active"])
        self.is_active = is_active
