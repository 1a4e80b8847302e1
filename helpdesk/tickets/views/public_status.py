"""The public status page: number and PIN, nothing else. It says the state and nothing else; without JavaScript too.

SECURITY: the PIN comes by POST only, never in an address that is logged. The QR code of the receipt leads to
`/status/#<number>-<pin>`: what stands behind # stays in the browser, where an element puts it into the form.
A wrong number and a wrong PIN get one answer, in one time; both are counted, whether the ticket exists or not.
"""

from django import forms
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from helpdesk.common import throttle
from helpdesk.common.client_address import address_of
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.pin import DIGITS, is_right
from helpdesk.tickets.public_words import next_in_general
from helpdesk.tickets.wording import status_label

ASKED = throttle.Rate(amount=40, seconds=600)
"""Questions of one address."""
WRONG_FROM_ADDRESS = throttle.Rate(amount=10, seconds=600)
WRONG_FOR_NUMBER = throttle.Rate(amount=10, seconds=3600)
"""A million PINs at ten an hour take eleven years."""


class StatusForm(forms.Form):
    """Number and PIN as they stand on the receipt; spaces and a # do no harm."""

    number = forms.CharField(
        label=gettext_lazy("Ticket Number"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )
    pin = forms.CharField(
        label=gettext_lazy("PIN"), max_length=20, help_text=gettext_lazy("Six digits; they stand on the receipt and on the ticket's page."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_number(self):
        number = "".join(self.cleaned_data["number"].split()).lstrip("#")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise forms.ValidationError(_("Write the number in digits, for example 1259."))
        return int(number)

    def clean_pin(self):
        pin = "".join(self.cleaned_data["pin"].split())
        if not (pin.isascii() and pin.isdigit() and len(pin) == DIGITS):
            raise forms.ValidationError(_("The PIN has six digits."))
        return pin


@method_decorator([never_cache, sensitive_post_parameters("pin")], name="dispatch")
class PublicStatus(View):
    """GET: the form. POST: the state (200), the form again (422), or too many tries (429)."""

    def get(self, request):
        return self.page(StatusForm())

    def post(self, request):
        form = StatusForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        address = address_of(request)
        number = form.cleaned_data["number"]
        counters = [("status-wrong-address", address, WRONG_FROM_ADDRESS), ("status-wrong-number", number, WRONG_FOR_NUMBER)]
        if not throttle.allow("status-asked", address, ASKED) or any(throttle.is_full(*counter) for counter in counters):
            form.add_error(None, _("Too many tries. Please wait a while, or log in."))
            return self.page(form, status=429)
        ticket = Ticket.objects.filter(number=number).select_related("service").first()
        if not is_right(ticket, form.cleaned_data["pin"]):
            for counter in counters:
                throttle.allow(*counter)
            form.add_error(None, _("Number and PIN do not belong together. Look at the receipt again."))
            return self.page(form, status=422)
        return self.page(form, ticket=ticket)

    def page(self, form, *, ticket=None, status=200):
        context = {"form": form}
        if ticket is not None:
            context = {
                "number": ticket.number, "status": ticket.status, "label": status_label(ticket, for_client=True),
                "next": next_in_general(ticket), "due_at": None if ticket.is_done else ticket.due_at, "is_done": ticket.is_done,
                "progress": ticket.progress,
            }  # fmt: skip
        answer = render(self.request, "helpdesk/tickets/public_status.html", context, status=status)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Cache-Control"] = "private, no-store"
        return answer
