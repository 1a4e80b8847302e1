"""Checking documents (row A7): the pages on one side, the verdict on the other, one form; nothing reaches the client
before the result is sent."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from helpdesk.catalogue.models import Necessity, RefusalReason
from helpdesk.documents.check_forms import CheckForm, VerdictForm
from helpdesk.documents.models import SlotState
from helpdesk.documents.result import send_result
from helpdesk.documents.reuse import accepted_before
from helpdesk.documents.round import next_ticket, place_of
from helpdesk.documents.views.one_by_one import OneByOne
from helpdesk.tickets.models import IllegalMove, Status
from helpdesk.tickets.views.base import TicketMixin
from helpdesk.tickets.views.checklist import checks_of


class CheckDocuments(OneByOne, TicketMixin, TemplateView):
    """GET: one document with its verdict, the list of all, what is missing, the service's checks. POST: Save."""

    template_name = "helpdesk/documents/check.html"

    def dispatch(self, request, *args, **kwargs):
        if not self.may.works_on:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.may.can_check_documents:
            return self.again(_("The ticket is done; its documents stay as they are."))
        sentences = self.save_all()
        if sentences is None:
            return self.again(status=422)
        if sentences:
            return self.again(" ".join(sentences))
        try:
            answer = self.go_on()
        except IllegalMove as refusal:
            self.forget()
            return self.again(str(refusal))
        return answer

    def go_on(self):
        """What happens once everything on the page is noted."""
        if "go" not in self.request.POST:
            messages.success(self.request, _("Saved. The client reads your verdicts only when you send the result."))
        return self.stay()

    def stay(self):
        return self.go_where()

    # What stands on the page

    @cached_property
    def slots(self):
        slots = list(self.ticket.slots.select_related("current", "requirement", "verdict_by", "decided_by"))
        before = accepted_before(self.ticket)
        for slot in slots:
            slot.ticket, slot.accepted_before = self.ticket, before.get(slot.pk)
            if slot.current:
                slot.current.ticket = self.ticket
        return slots

    @cached_property
    def verdicts(self):
        sent = [slot for slot in self.slots if slot.state == SlotState.SENT]
        return [self.form_of(slot) for slot in sent]

    @cached_property
    def reasons(self):
        return list(RefusalReason.objects.filter(is_active=True))

    def form_of(self, slot):
        """A form that holds what was posted, where something about this document was posted."""
        is_posted = self.posted is not None and f"slot-{slot.pk}-key" in self.posted
        return VerdictForm(self.posted if is_posted else None, slot=slot, reasons=self.reasons)

    @cached_property
    def checks(self):
        return [CheckForm(self.posted, item=item, ticket=self.ticket) for item in checks_of(self.ticket)]

    posted = None

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            can_check=self.may.can_check_documents, verdicts=self.verdicts, checks=self.checks,
            absent=[{"slot": slot, "choices": choices(slot)} for slot in self.slots if not slot.current],
            **self.one_by_one(), **kwargs,
        )

    # Saving

    def save_all(self):
        """Keep every note; return the sentences about what could not be kept, None where a field is wrong."""
        self.posted = self.request.POST
        sentences, is_valid = self.gone(), True
        for form in [form for form in [*self.verdicts, *self.checks] if form.is_bound]:
            if getattr(form, "is_about_another_file", False):
                sentences.append(_("“%(name)s”: the client has sent a newer file meanwhile. Look at it first.") % {"name": form.slot})
            elif not form.save(by=self.request.user):
                is_valid = is_valid and bool(form.non_field_errors())
        if any(form.is_bound and form.non_field_errors() for form in [*self.verdicts, *self.checks]):
            sentences.append(_("Not everything could be saved; see below."))
        self.verdicts = [
            VerdictForm(slot=form.slot, reasons=self.reasons) if form.is_about_another_file else form for form in self.verdicts
        ]
        return sentences if is_valid else None

    def gone(self):
        """Sentences about documents on the posted page that no longer wait for a check."""
        waiting = {form.slot.pk for form in self.verdicts}
        posted = {int(key.split("-")[1]) for key in self.request.POST if re.fullmatch(r"slot-[0-9]{1,9}-key", key, re.ASCII)}
        return [
            _("“%(name)s” does not wait for a check any more.") % {"name": slot}
            for slot in self.slots if slot.pk in posted - waiting
        ]

    def again(self, refusal="", status=409):
        return self.render_to_response(self.get_context_data(refusal=refusal), status=status)

    def forget(self):
        """Read everything anew: what was noted is kept, only the last step was refused."""
        self.posted = None
        for name in ("slots", "verdicts", "checks", "shown"):
            self.__dict__.pop(name, None)


class SendResult(CheckDocuments):
    """Save everything, then tell the client once."""

    http_method_names = ["post", "options"]

    def go_on(self):
        place = place_of(self.ticket)
        send_result(self.ticket, by=self.request.user)
        messages.success(self.request, self.what_follows())
        return self.to_next_ticket(place) if self.is_round else self.back_to_ticket()

    def what_follows(self):
        sent = _("The result has been sent to the client.")
        if self.is_round:
            sent = _("The result of ticket #%(number)s has been sent to the client.") % {"number": self.ticket.number}
        has_call = self.ticket.status == Status.VIDEO_CALL
        return f"{sent} {_('All documents are accepted: the video call comes next.')}" if has_call else sent

    def to_next_ticket(self, place):
        ticket = next_ticket(self.request.user, after=place)
        if ticket is None:
            return HttpResponseRedirect(reverse("helpdesk:check_queue"))
        return HttpResponseRedirect(f"{reverse('helpdesk:ticket_check', args=[ticket.number])}?antre=1")


class ChangeNecessity(CheckDocuments):
    """Ask for a document after all, or let it fall away; the rest of the page is saved with it."""

    http_method_names = ["post", "options"]

    def dispatch(self, request, *args, **kwargs):
        is_asked = self.may.works_on and request.method == "POST"
        if is_asked and (self.slot is None or request.POST.get("necessity") not in dict(choices(self.slot))):
            raise Http404("no such document, or nothing to decide about it")
        return super().dispatch(request, *args, **kwargs)

    @property
    def slot(self):
        return next((slot for slot in self.slots if slot.pk == self.kwargs["slot"]), None)

    def go_on(self):
        slot, wanted = self.slot, Necessity(self.request.POST["necessity"])
        slot.set_necessity(wanted, by=self.request.user)
        messages.success(self.request, _("“%(name)s”: %(necessity)s.") % {"name": slot, "necessity": wanted.label})
        return self.stay()


def choices(slot):
    """What staff may make of an absent document, as (value, words on the button).

    What the service requires of everybody is not theirs to waive.
    """
    always = slot.requirement is not None and slot.requirement.requirement == slot.requirement.Requirement.REQUIRED
    if always:
        return []
    words = {
        Necessity.REQUIRED: _("Ask for it"), Necessity.OPTIONAL: _("Make it optional"), Necessity.NOT_NEEDED: _("Not needed"),
    }  # fmt: skip
    return [(value.value, label) for value, label in words.items() if value != slot.necessity]
