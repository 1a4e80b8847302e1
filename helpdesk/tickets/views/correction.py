"""Correcting title and description (row B15), and reading what stood there before."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from helpdesk.tickets import forms
from helpdesk.tickets.models import EventKind
from helpdesk.tickets.names import names_of
from helpdesk.tickets.views.base import TicketMixin, VerbView


class Edit(VerbView):
    """The address exists for the sides to which the settings give it."""

    audience, permission = "corrects", "can_edit"
    form_class = forms.EditForm
    template_name = "helpdesk/tickets/edit.html"
    heading = _("Correct the text")
    button = _("Save")
    explanation = _("The old text stays in the history, where both sides can read it.")
    success = _("The text has been corrected.")

    def act(self, form):
        facts = {name: form.cleaned_data[name] for name in ("title", "description") if name in form.cleaned_data}
        if self.ticket.edit(**facts, by=self.request.user, seen=self.seen(form)) is None:
            self.success = _("Nothing was changed.")


class Correction(TicketMixin, TemplateView):
    """One correction: what stood there before, and what after. For everybody who reads the ticket."""

    template_name = "helpdesk/tickets/correction.html"

    def get_context_data(self, **kwargs):
        events = self.ticket.events.with_people().filter(kind=EventKind.EDITED)
        event = get_object_or_404(events if self.may.works_on else events.readable_by_clients(), pk=self.kwargs["event"])
        shown = str if self.may.works_on else self.may.desk.name_for_client
        labels = {"title": _("Title"), "description": _("Description")}
        parts = [(labels[name], event.old[name], event.new.get(name, "")) for name in labels if name in event.old]
        if not parts:
            raise Http404("nothing was corrected")
        return super().get_context_data(**kwargs | {"event": event, "parts": parts, "who": names_of([event], shown=shown).get(event.actor_id)})
