"""“Private to me”, switched by the requester on the ticket."""

from django import forms
from django.utils.translation import gettext as _

from helpdesk.tickets.forms import VerbForm
from helpdesk.tickets.views.base import VerbView


class PrivacyForm(VerbForm):
    """What the ticket shall be, spelled out: a second press of the button does not turn it back."""

    private = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes", widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["private"].initial = "no" if self.ticket.is_private else "yes"


class SetPrivate(VerbView):
    """Keep the ticket from colleagues, or let them read it. Only its requester may, also after the end."""

    audience = "is_requester"
    permission = "can_set_private"
    form_class = PrivacyForm

    @property
    def heading(self):
        return _("Let colleagues read this ticket") if self.ticket.is_private else _("Keep this ticket private")

    @property
    def button(self):
        return _("Let colleagues read it") if self.ticket.is_private else _("Private to me")

    @property
    def explanation(self):
        organisation = self.ticket.organisation
        name = {"name": organisation}
        if not self.ticket.is_private:
            return _("Only you and the helpdesk read it then. Colleagues of %(name)s find it nowhere any more.") % name
        if organisation is not None and organisation.shares_tickets:
            return _("Colleagues of %(name)s read the conversation and the states of the documents then, nothing more: no files, no reply.") % name
        return _("%(name)s does not share its tickets now. Colleagues read this one as soon as that is switched on.") % name

    def why_not(self):
        return _("This ticket belongs to no organisation: only you and the helpdesk read it.")

    @property
    def success(self):
        if self.ticket.is_private:
            return _("The ticket is private now: only you and the helpdesk read it.")
        return _("The ticket is not private any more.")

    def act(self, form):
        self.ticket.set_private(form.cleaned_data["private"], by=self.request.user, seen=self.seen(form))
