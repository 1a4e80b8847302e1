"""Who works on a ticket, in which department, and the page that lists every legal step (row B6)."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from helpdesk.tickets import forms
from helpdesk.tickets.models import IllegalMove
from helpdesk.tickets.steps import possible_steps
from helpdesk.tickets.views.base import TicketMixin, VerbView


class UpdateStatus(TicketMixin, TemplateView):
    """Update Status: exactly the steps that are legal for this person now, each with what it means."""

    template_name = "helpdesk/tickets/status.html"

    def dispatch(self, request, *args, **kwargs):
        if not self.may.works_on:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(steps=possible_steps(self.may), **kwargs)


class Take(VerbView):
    """Take a ticket that nobody has. One button, POST only."""

    http_method_names = ["post", "options"]
    heading = button = gettext_lazy("Take")
    success = gettext_lazy("The ticket is yours now.")

    def act(self, form):
        if not self.may.belongs_to_queue:
            raise IllegalMove(_("Only people of its department take this ticket. It can be assigned instead."))
        self.ticket.take(by=self.request.user)


class HandOver(VerbView):
    """Who gives a ticket away may not see it any more: then the list is the way on, not a 404."""

    def back_to_ticket(self):
        if self.ticket.is_visible_to(self.request.user):
            return super().back_to_ticket()
        return redirect("helpdesk:ticket_list")


class Assign(HandOver):
    """Assign Ticket: to somebody of the department, or to nobody."""

    permission = "can_assign"
    form_class = forms.AssignForm
    heading = gettext_lazy("Assign Ticket")
    button = gettext_lazy("Assign")
    explanation = gettext_lazy("The client reads under “Process by” who has the ticket.")
    success = gettext_lazy("The ticket is assigned.")

    def act(self, form):
        self.ticket.assign_to(form.cleaned_data["assignee"], by=self.request.user, seen=self.seen(form))


class Transfer(HandOver):
    """Move the ticket into the queue of another department."""

    permission = "can_transfer"
    form_class = forms.TransferForm
    heading = gettext_lazy("Move to another department")
    button = gettext_lazy("Move")
    explanation = gettext_lazy(
        "The ticket leaves this queue. Whoever has it now keeps it only if they work in the other department too."
    )
    success = gettext_lazy("The ticket has been moved.")

    def act(self, form):
        self.ticket.transfer_to(
            form.cleaned_data["department"], by=self.request.user, seen=self.seen(form), reason=form.cleaned_data["text"]
        )
