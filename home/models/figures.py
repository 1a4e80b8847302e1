from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Figures(models.Model):
    """What the desk has done in the last twelve months: numbers only, nobody's name. One row, renewed by the clock.

    A table rather than the cache, which may forget at any time: Beranda would lose its figures until the next hour.
    """

    answered = models.PositiveIntegerField(help_text="tickets that were closed with an answer")
    promised = models.PositiveIntegerField(help_text="of these, those that had a due date")
    in_time = models.PositiveIntegerField(help_text="of these, those closed before it")
    evaluations = models.PositiveIntegerField()
    satisfaction = models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text="25 to 100 (PermenPANRB 14/2017)")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="figures_are_one_row"),
            models.CheckConstraint(
                condition=Q(in_time__lte=F("promised")) & Q(promised__lte=F("answered")), name="figures_are_parts_of_each_other"
            ),
        ]

    def __str__(self):
        return f"{self.answered}"
