"""A (new) PIN for the public status page; old tickets get their first one here."""

from django.utils.translation import gettext_lazy as _

from helpdesk.tickets.views.base import VerbView


class RenewPin(VerbView):
    """POST only; the old PIN opens nothing any more."""

    audience = "is_requester|works_on"
    http_method_names = ["post", "options"]
    heading = button = _("New PIN")
    success = _("The ticket has a new PIN for the status page; the old one opens nothing any more.")

    def act(self, form):
        self.ticket.renew_pin(by=self.request.user)
