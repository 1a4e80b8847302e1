"""Add Files / Start Upload (row A6): one address for the element that sends file by file and for the plain form."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from helpdesk.attachments.checks import ahead
from helpdesk.documents.views.context import documents_context
from helpdesk.documents.views.receiving import BUSY, Receiver
from helpdesk.tickets.locked import found_for
from helpdesk.tickets.views.base import TicketMixin

NOT_ACCEPTABLE, TOO_LATE = 422, 409


class UploadFiles(TicketMixin, View):
    """POST one or many `file`, and `slot`: a document's code, `other`, or empty when the file's name tells.

    Answers JSON where it is asked for: `{"results": [{name, size, ok, sentence, slot}], "sentence"}`; else back to
    the ticket, or the form again with each file's result. Status: 200 or 302 when all were kept, 409 when the ticket no
    longer takes a file, 422 when one was refused, 503 when nobody could look at one.
    """

    http_method_names = ["post"]

    @cached_property
    def ticket(self):
        """The row alone; who is answered with a page gets the ticket as pages show it."""
        return found_for(self.request.user, self.kwargs["number"])

    def post(self, request, number):
        if not (self.may.is_requester or self.may.works_on):
            raise Http404("not for this person")
        if not self.may.can_upload:
            return self.answer([], TOO_LATE, _("The ticket is done; its documents stay as they are."))
        uploads = request.FILES.getlist("file")
        if not uploads:
            return self.answer([], NOT_ACCEPTABLE, _("No file has arrived. Choose one or more files first."))
        with ahead(uploads):  # it is being looked at while the places are read
            results = Receiver(self.ticket, request.POST.get("slot", ""), by=request.user).take_all(uploads)
        statuses = {result.status for result in results}
        status = next((bad for bad in (TOO_LATE, NOT_ACCEPTABLE, BUSY) if bad in statuses), 200)
        return self.answer(results, status)

    def answer(self, results, status, refusal=""):
        if self.request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse({"results": [result.as_dict() for result in results], "sentence": refusal}, status=status)
        if status == 200:
            words = ngettext("%(count)d file has been sent.", "%(count)d files have been sent.", len(results))
            messages.success(self.request, words % {"count": len(results)})
            return self.back_to_ticket()
        # The verbs have changed the ticket and its places; ask anew what may be done with them.
        ticket = super().ticket
        may = ticket.permissions_for(self.request.user)
        context = documents_context(ticket, self.request.user, may)
        context |= {"ticket": ticket, "may": may, "results": results, "refusal": refusal}
        return render(self.request, "helpdesk/documents/upload.html", context, status=status)
