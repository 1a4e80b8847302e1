"""What every view of one ticket shares: found among what the person may see, else 404."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from helpdesk.tickets.forms import EmptyForm, VerbForm
from helpdesk.tickets.locked import found_for
from helpdesk.tickets.models import IllegalMove, Ticket
from helpdesk.tickets.views.news import news_since


class TicketMixin:
    """Gives `self.ticket` and `self.may` (its permissions for this person)."""

    @cached_property
    def ticket(self):
        tickets = Ticket.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(tickets, number=self.kwargs["number"])

    @cached_property
    def may(self):
        return self.ticket.permissions_for(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(ticket=self.ticket, may=self.may, **kwargs)

    def back_to_ticket(self):
        return HttpResponseRedirect(self.ticket.get_absolute_url())


class VerbView(TicketMixin, FormView):
    """One verb, one address: GET shows its form, POST does it. Complete without JavaScript.

    A subclass says `audience` (the permission question that decides whether this address exists for the person:
    `works_on` or `is_requester`), `permission` (whether the step is possible now), its words, and `act(form)`.
    """

    audience = "works_on"
    permission = ""
    heading = button = success = ""
    explanation = ""
    tone = ""
    form_class = EmptyForm
    asks_around = False  # also what is posted looks at what stood around the ticket before, such as its video call
    template_name = "helpdesk/tickets/verb.html"

    @cached_property
    def ticket(self):
        """For what is posted the row alone: the verb reads it anew under its lock, and an answer leads to the ticket."""
        if self.request.method == "POST" and not self.asks_around:
            return found_for(self.request.user, self.kwargs["number"])
        return super().ticket

    def dispatch(self, request, *args, **kwargs):
        if not any(getattr(self.may, question) for question in self.audience.split("|")):
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_possible(self):
        return not self.permission or getattr(self.may, self.permission)

    def get(self, request, *args, **kwargs):
        if not self.is_possible:
            return self.refuse(self.get_form(), self.why_not())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.is_possible:
            return self.refuse(self.get_form(), self.why_not())
        return super().post(request, *args, **kwargs)

    def why_not(self):
        """The sentence for a step that the ticket's present state does not allow."""
        if self.ticket.is_done:
            return _("The ticket is done; nothing more can be changed on it.")
        return _("This step is not possible in the ticket's present state.")

    def get_form_kwargs(self):
        mine = {"ticket": self.ticket, "user": self.request.user} if issubclass(self.get_form_class(), VerbForm) else {}
        return super().get_form_kwargs() | mine

    def get_context_data(self, **kwargs):
        words = {name: getattr(self, name) for name in ("heading", "button", "explanation", "tone", "is_possible")}
        return super().get_context_data(**words | kwargs)

    def form_valid(self, form):
        try:
            self.act(form)
        except IllegalMove as refusal:
            return self.refuse(form, str(refusal))
        if self.success:
            messages.success(self.request, self.success)
        return self.back_to_ticket()

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refuse(self, form, sentence):
        """Show the form again with what was typed, the sentence, what happened since, and status 409.

        The form shown carries the ticket's present version: who has read the news may send it again.
        """
        news = []
        if form is not None and form.is_bound and "seen" in form.fields:
            form.full_clean()
            news = news_since(self.ticket, self.seen(form), may=self.may)
            form.data = form.data.copy()
            form.data[form.add_prefix("seen")] = self.ticket.version
        return self.render_to_response(self.get_context_data(form=form, refusal=sentence, news=news), status=409)

    def act(self, form):
        raise NotImplementedError

    def seen(self, form):
        """The version of the ticket that the person's form was made from."""
        return form.cleaned_data.get("seen")
