"""The receipt, as a PDF made on the spot (0.2 s); for the requester and the desk."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from helpdesk.attachments.other_files import other_files
from helpdesk.common import throttle
from helpdesk.documents.receipt import make_receipt
from helpdesk.tickets.views.base import TicketMixin

RATE = throttle.Rate(amount=20, seconds=60)
"""Each costs 0.2 s of one processor."""


class Receipt(TicketMixin, View):
    """GET only; changes nothing. Too many in a minute: 429."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, number):
        if not self.may.can_download:
            raise Http404("not for this person")
        if not throttle.allow("receipt", request.user.pk, RATE):
            return render(request, "429.html", {"sentence": _("Too many receipts in one minute. Please wait a moment.")}, status=429)
        slots = list(self.ticket.slots.needed().select_related("current"))
        pdf = make_receipt(self.ticket, slots, list(other_files(self.ticket)), self.may.desk)
        answer = HttpResponse(pdf, content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="tanda-terima-{self.ticket.number}.pdf"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer
