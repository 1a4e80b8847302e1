"""Documents to check: one row for each ticket, the one that is due first at the top; and the way from ticket to ticket."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helpdesk.common.paging import Order
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.documents.models import DocumentSlot, SlotState
from helpdesk.documents.round import next_ticket, place_of, ready
from helpdesk.tickets.models import Ticket


class ForTheDesk:
    """For everybody else the address does not exist."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_desk:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)


class CheckQueue(ForTheDesk, ListView):
    """Tickets of which a sent document waits for its verdict, as far as this person sees them."""

    template_name = "helpdesk/documents/queue.html"
    title = gettext_lazy("Documents to check")
    search_in = ("title", "requester__name", "organisation__name")
    search_label = gettext_lazy("Search title or client …")
    orders = {"due": Order("due", ("due_at", "id"), nulls_last=True)}
    default_order = "due"
    columns = [
        Column(gettext_lazy("Ticket"), css="table__main"),
        Column(gettext_lazy("Documents")),
        Column(gettext_lazy("Due"), "due"),
        Column(gettext_lazy("Officer")),
    ]
    empty_title = gettext_lazy("No document waits for a check")
    empty_text = gettext_lazy("What clients send appears here, the one that is due first at the top.")

    def get_rows(self):
        sent = DocumentSlot.objects.filter(state=SlotState.SENT).select_related("current").order_by("position", "pk")
        tickets = Ticket.objects.visible_to(self.request.user).with_documents_to_check()
        return tickets.for_list().prefetch_related(Prefetch("slots", sent, "to_check"))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.held = sum(not slot.current.may_be_opened for slot in row.to_check)
        return context

    def get_filters(self):
        choices = [("", _("All")), ("siap", _("Ready to check")), ("menunggu", _("Not ready yet"))]
        return [Filter("keadaan", _("State"), choices)]

    def narrow(self, rows, name, value):
        if value == "siap":
            return ready(rows)
        return rows.exclude(pk__in=ready(rows).values("pk")) if value else rows


class NextToCheck(ForTheDesk, View):
    """On to the first ticket of the round, or to the one behind the ticket `setelah`; at the end back to the list."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        number = request.GET.get("setelah", "")
        known = number.isascii() and number.isdigit() and len(number) < 10
        before = Ticket.objects.visible_to(request.user).filter(number=number).first() if known else None
        ticket = next_ticket(request.user, after=place_of(before) if before else None)
        if ticket is None:
            messages.info(request, _("The round is finished: no further ticket is ready to be checked."))
            return HttpResponseRedirect(reverse("helpdesk:check_queue"))
        return HttpResponseRedirect(f"{reverse('helpdesk:ticket_check', args=[ticket.number])}?antre=1")
