"""A message becomes a ticket in one step: the page says for whom it will be, the officer chooses the service."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from contact.forms import TicketForm
from contact.into_ticket import looks_like_an_address, may_be_invited, owner_of
from contact.views.desk import OneMessage
from helpdesk.accounts.client_search import MOST, SHORTEST, find_clients, is_enough
from helpdesk.common import throttle
from helpdesk.common.form_token import new_token, once, result_of
from helpdesk.common.refused import Refused
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.on_behalf import client_of, key_of
from helpdesk.tickets.views.for_whom import SEARCHES

NEWCOMER = "baru"


class IntoTicket(OneMessage):
    """`untuk` names the client (on_behalf.py) or says “baru”; without it the account that has confirmed the address, else
    a new client. `cari` looks for somebody else."""

    http_method_names = ["get", "head", "post"]
    purpose = "contact-ticket"

    @cached_property
    def chosen(self):
        """(client or None for a new one, whether what the address says can be done)."""
        asked = (self.request.POST if self.request.method == "POST" else self.request.GET).get("untuk", "")
        if asked == NEWCOMER:
            return None, True
        if asked:
            client = client_of(asked, self.request.user)
            return client, client is not None
        return owner_of(self.message), self.request.method != "POST"

    def get(self, request, pk):
        if self.message.ticket_id:
            return HttpResponseRedirect(self.message.ticket.get_absolute_url())
        _client, is_sound = self.chosen
        if not is_sound:
            return self.ask(refusal=_("This person cannot be asked for any more. Please find the client again."), status=404)
        return self.ask()

    def post(self, request, pk):
        if (made := self.made_before()) is not None:
            return self.to(made)
        client, is_sound = self.chosen
        if not is_sound:
            return self.ask(refusal=_("This person cannot be asked for any more. Please find the client again."), status=404)
        form = TicketForm(request.POST, for_newcomer=client is None)
        if not form.is_valid():
            return self.ask(form=form, status=422)
        if not self.token:
            form.add_error(None, _("This form was incomplete. Please look through it and send it again."))
            return self.ask(form=form, status=422)
        try:
            made, is_first = once(request.user, self.purpose, self.token, lambda: self.make(form, client).pk)
        except Refused as refusal:
            return self.ask(form=form, refusal=str(refusal), status=409)
        ticket = Ticket.objects.select_related("requester").get(pk=made)
        if is_first:
            said = _("Ticket #%(number)d of %(name)s has been created.")
            messages.success(request, said % {"number": ticket.number, "name": ticket.requester})
        return self.to(ticket)

    def make(self, form, client):
        data = form.cleaned_data
        return self.message.into_ticket(
            service=data["service"], client=client, newcomer=data.get("name", ""), by=self.request.user
        )

    def made_before(self):
        """The ticket of this message, or of an earlier post of this form."""
        if self.message.ticket_id:
            return self.message.ticket
        made = result_of(self.request.user, self.purpose, self.token)
        return Ticket.objects.filter(pk=made).first() if made else None

    def to(self, ticket):
        return HttpResponseRedirect(ticket.get_absolute_url())

    def ask(self, *, form=None, refusal="", status=200):
        message, (client, is_sound) = self.message, self.chosen
        if not is_sound:
            client = None
        if form is None:
            name = "" if looks_like_an_address(message.name) else message.name
            form = TicketForm(for_newcomer=client is None, initial={"name": name})
        search = self.search()
        context = {
            "message": message, "form": form, "client": client, "token": self.token or new_token(),
            "untuk": key_of(client, self.request.user) if client else NEWCOMER, "newcomer": NEWCOMER,
            "is_owner": client is not None and client == owner_of(message), "may_be_invited": may_be_invited(message),
            "refusal": refusal or search.pop("refusal"), **search,
        }  # fmt: skip
        return render(self.request, "contact/desk/into_ticket.html", context, status=max(status, search["status"]))

    def search(self):
        """Somebody else: at most ten clients by name, username or organisation."""
        asked = self.request.GET.get("cari", "").strip()[:100]
        result = {"asked": asked, "found": [], "has_more": False, "most": MOST, "is_searched": False, "refusal": "", "status": 200}
        if not asked:
            return result
        if not is_enough(asked):
            refusal = _("Write at least %(count)d letters of a name, a username or an organisation.") % {"count": SHORTEST}
            return result | {"refusal": refusal, "status": 422}
        if not throttle.allow("find-client", self.request.user.pk, SEARCHES):
            return result | {"refusal": _("You have searched very often. Please wait ten minutes."), "status": 429}
        people, has_more = find_clients(asked)
        found = [(person, f"?untuk={key_of(person, self.request.user)}") for person in people]
        return result | {"found": found, "has_more": has_more, "is_searched": True}
