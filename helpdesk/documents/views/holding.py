"""Hold and release: the documents of one ticket stay beyond their time, or no longer."""

from django.utils.translation import gettext_lazy as _

from helpdesk.common.text import PlainText
from helpdesk.tickets.forms import VerbForm
from helpdesk.tickets.views.base import VerbView

REASON_MAX = 300


class HoldForm(VerbForm):
    """Why they stay."""

    reason = PlainText(label=_("Reason"), lines=3, max_length=REASON_MAX, help_text=_("Only the helpdesk reads this."))


class Hold(VerbView):
    """A dispute, an inspection: nothing of this ticket is deleted until somebody releases it."""

    permission = "can_hold"
    form_class = HoldForm
    heading = button = _("Hold the documents")
    explanation = _("They are not deleted, whatever the calendar says, until somebody releases them. The client reads that they are kept.")
    success = _("The documents are held.")

    def why_not(self):
        return _("The documents of this ticket are held already.")

    def act(self, form):
        self.ticket.hold(form.cleaned_data["reason"], by=self.request.user, seen=self.seen(form))


class Release(VerbView):
    """End it; what is due goes with the next round of the clock."""

    permission = "can_release"
    heading = button = _("Release the documents")
    explanation = _("What is due by now is deleted within the day.")
    success = _("The documents are no longer held.")

    def why_not(self):
        return _("The documents of this ticket are not held.")

    def act(self, form):
        self.ticket.release(by=self.request.user, seen=self.seen(form))
