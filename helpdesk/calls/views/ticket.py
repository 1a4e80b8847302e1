"""The video call of one ticket: choose a time, propose another, take it, move it, call it off. Without JavaScript."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from helpdesk.calls import verbs
from helpdesk.calls.calendar_file import calendar_file
from helpdesk.calls.forms import AcceptForm, AnotherTimeForm, BookForm, MeetingLinkForm
from helpdesk.calls.views.context import call_context, days_of, may_still_change
from helpdesk.calls.whatsapp import whatsapp_link
from helpdesk.common.dates import clock, long_date
from helpdesk.tickets.call_ahead import call_ahead_of
from helpdesk.tickets.forms import ReasonForm
from helpdesk.tickets.models import IllegalMove, Ticket
from helpdesk.tickets.views.base import VerbView


class ChooseTime(VerbView):
    """The offered times as radio buttons, by day; below them a form for another time."""

    asks_around = True
    audience, permission = "works_on|is_requester", "can_arrange_call"
    form_class = BookForm
    template_name = "helpdesk/calls/choose.html"
    heading = gettext_lazy("Time of the video call")
    is_another = False

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        call = call_ahead_of(self.ticket)
        return kwargs | ({"initial": {"link": call.link}} if call and call.link else {})

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs)
        call = call_ahead_of(self.ticket)
        mine = {"ticket": self.ticket, "user": self.request.user}
        limit = verbs.changes_until(call, self.may.desk) if call and call.is_booked and self.may.is_requester else None
        return shown | call_context(self.ticket, self.may) | {
            "days": days_of(self.ticket.department, self.request.POST.get("time", "")) if self.is_possible else [],
            "book_form": BookForm(**mine) if self.is_another else shown["form"],
            "other_form": shown["form"] if self.is_another else AnotherTimeForm(**mine),
            "is_another": self.is_another, "can_change": self.is_possible and may_still_change(call, self.may),
            "limit": limit and f"{long_date(limit)}, {clock(limit)}",
        }  # fmt: skip

    @property
    def success(self):
        return _("The video call is booked.") if call_ahead_of(self.ticket) is None else _("The video call is moved.")

    def act(self, form):
        data = form.cleaned_data
        verbs.book(self.ticket, data["time"], link=data.get("link", ""), by=self.request.user, seen=self.seen(form))


class AnotherTime(ChooseTime):
    """The client proposes; an officer books the time with themselves."""

    form_class = AnotherTimeForm
    is_another = True

    @property
    def success(self):
        return _("The video call is booked.") if self.may.works_on else _("Your proposal is sent; the helpdesk answers it.")

    def act(self, form):
        data, me = form.cleaned_data, self.request.user
        facts = {"note": data["note"], "by": me, "seen": self.seen(form)}
        if self.may.works_on:
            verbs.book(self.ticket, data["starts_at"], officer=me, link=data.get("link", ""), **facts)
        else:
            verbs.propose(self.ticket, data["starts_at"], **facts)


class OneCall(VerbView):
    """A step with the call that lies ahead; 409 where none does."""

    asks_around = True
    permission = "can_arrange_call"
    template_name = "helpdesk/calls/one.html"
    wants_proposal = wants_booked = False

    @property
    def is_possible(self):
        call = call_ahead_of(self.ticket)
        is_right = call and not (self.wants_proposal and call.is_booked) and not (self.wants_booked and not call.is_booked)
        return super().is_possible and bool(is_right)

    def why_not(self):
        if not super().is_possible:
            return super().why_not()
        return _("This proposal has been answered already.") if self.wants_proposal else _("No video call is booked.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**call_context(self.ticket, self.may) | kwargs)

    def call(self):
        call = self.ticket.calls.coming().first()
        if call is None:
            raise IllegalMove(_("This call is over or was called off already."))
        call.ticket = self.ticket
        return call


class Accept(OneCall):
    """An officer takes the proposed time."""

    wants_proposal = True
    form_class = AcceptForm
    heading = gettext_lazy("Accept the proposed time")
    button = gettext_lazy("Accept")
    explanation = gettext_lazy("The call is booked with you, and the client is told.")
    success = gettext_lazy("The video call is booked.")

    def act(self, form):
        verbs.confirm(self.call(), link=form.cleaned_data["link"], by=self.request.user, seen=self.seen(form))


class MeetingLink(OneCall):
    """Where the call takes place, if not by WhatsApp."""

    wants_booked = True
    form_class = MeetingLinkForm
    heading = gettext_lazy("Meeting link")
    button = gettext_lazy("Save")
    success = gettext_lazy("Your changes are saved.")

    def get_initial(self):
        call = call_ahead_of(self.ticket)
        return {"link": call.link if call else ""}

    def act(self, form):
        verbs.set_link(self.call(), form.cleaned_data["link"], by=self.request.user, seen=self.seen(form))


class CallOff(OneCall):
    """Call it off: the client in time, the desk always, with a reason."""

    audience, permission = "works_on|is_requester", "can_call_off"
    form_class = ReasonForm
    heading = button = gettext_lazy("Cancel the video call")
    tone = "danger"
    explanation = gettext_lazy("Another time can be chosen afterwards.")
    success = gettext_lazy("The video call is cancelled.")

    def get_form_kwargs(self):
        words = _("It helps us to know why.") if self.may.is_requester else _("The client reads this.")
        return super().get_form_kwargs() | {"required": not self.may.is_requester, "help_text": words}

    def act(self, form):
        verbs.cancel(self.call(), form.cleaned_data["text"], by=self.request.user, seen=self.seen(form))


def _ticket_for(request, number, question):
    ticket = get_object_or_404(Ticket.objects.visible_to(request.user).for_page(), number=number)
    may = ticket.permissions_for(request.user)
    if not getattr(may, question):
        raise Http404("not for this person")
    return ticket, may


@require_safe
def calendar_entry(request, number):
    """`panggilan.ics` of the newest call, for the requester and the desk; a cancelled one takes itself out of calendars."""
    ticket, may = _ticket_for(request, number, "can_download")
    call = ticket.calls.exclude(state="moved").order_by("-pk").first()
    if call is None:
        raise Http404("no call")
    call.ticket = ticket
    answer = HttpResponse(calendar_file(call, may.desk), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="panggilan-{ticket.number}.ics"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def open_whatsapp(request, number):
    """On to WhatsApp with the polite text ready. An address of our own, so that lists hold no number."""
    ticket, may = _ticket_for(request, number, "works_on")
    link = whatsapp_link(ticket, may.desk, call=call_ahead_of(ticket))
    if not link:
        raise Http404("no number")
    answer = HttpResponseRedirect(link)
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
