"""Refusals of a verb. Their text is a sentence for the person who tried."""

from django.utils.translation import gettext_lazy as _


class IllegalMove(Exception):
    """This step is not possible in the ticket's present state; `str()` says why."""


class ChangedMeanwhile(IllegalMove):
    """Somebody else changed the ticket after this person opened the form."""

    def __init__(self, ticket):
        self.ticket = ticket
        super().__init__(
            _("Somebody else changed this ticket while you were working on it. "
              "Look at the newest entries, then send again; what you wrote is still here.")
        )
