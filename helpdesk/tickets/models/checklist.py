from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChecklistTick(models.Model):
    """What staff found for one of the service's checks on one ticket (row A7); no row = not looked at yet."""

    ticket = models.ForeignKey("helpdesk.Ticket", models.PROTECT, related_name="checks")
    item = models.ForeignKey("helpdesk.ChecklistItem", models.PROTECT, related_name="+")
    is_found = models.BooleanField(_("found"))
    by = models.ForeignKey("helpdesk.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["item__sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["ticket", "item"], name="one_tick_per_check")]

    def __str__(self):
        return f"{self.ticket_id} {self.item_id} {self.is_found}"
