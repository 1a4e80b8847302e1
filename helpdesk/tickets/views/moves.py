"""The legal moves, one page each (table of DESIGN section 4)."""

from django.utils.translation import gettext_lazy as _

from helpdesk.tickets import forms
from helpdesk.tickets.views.base import VerbView


class SayingView(VerbView):
    """A move with one text for the client: `label`, `help_text`, `required`."""

    form_class = forms.ReasonForm
    label = _("Reason")
    help_text = _("The client reads this.")
    required = True

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": self.label, "help_text": self.help_text, "required": self.required}


class WaitForClient(SayingView):
    """Ask for something in words; the clock stands until the client replies."""

    permission = "can_wait"
    heading = button = _("Wait for the client")
    label = _("What is missing")
    explanation = _("The question becomes a message to the client. The due date waits until they answer.")
    success = _("The ticket waits for the client now.")

    def act(self, form):
        self.ticket.wait_for_client(form.cleaned_data["text"], by=self.request.user, seen=self.seen(form))


class Resume(VerbView):
    """End the waiting without a reply."""

    permission = "can_resume"
    heading = button = _("Resume")
    explanation = _("The ticket goes back to the status before it waited, and the clock runs again.")
    success = _("The ticket goes on.")

    def act(self, form):
        self.ticket.resume(by=self.request.user, seen=self.seen(form))


class Escalate(VerbView):
    """Pass the matter on to another office."""

    permission = "can_escalate"
    form_class = forms.EscalateForm
    heading = button = _("Escalate")
    explanation = _("The client sees to whom the matter was passed on, and their number. The clock runs on.")
    success = _("The matter has been passed on.")

    def act(self, form):
        facts = form.cleaned_data
        self.ticket.escalate(facts["to"], facts["reference"], by=self.request.user, seen=self.seen(form))


class ComeBack(VerbView):
    """The other office has answered."""

    permission = "can_come_back"
    heading = button = _("Back from escalation")
    explanation = _("The ticket returns to the status that it had before it was escalated.")
    success = _("The ticket is back.")

    def act(self, form):
        self.ticket.come_back(by=self.request.user, seen=self.seen(form))


class RecordCall(VerbView):
    """The outcome of the video call (row A11); the only form that shows the whole WhatsApp number."""

    permission = "can_record_call"
    form_class = forms.CallForm
    template_name = "helpdesk/tickets/call.html"
    heading = _("Record video call")
    button = _("Record the outcome")
    explanation = _("Call by WhatsApp, compare the original documents with the files, then note the outcome.")
    success = _("The outcome of the video call is recorded.")

    def act(self, form):
        self.ticket.record_call(
            form.cleaned_data["outcome"], form.cleaned_data["note"], by=self.request.user, seen=self.seen(form)
        )


class Close(SayingView):
    """Finish with a written answer, which becomes a public message (row A12)."""

    permission = "can_close"
    heading = button = _("Close ticket")
    label = _("Answer")
    help_text = _("The client reads this as the last message: what was done, and what they can do now.")
    explanation = _("The work is done. The client gets your answer and may evaluate the service.")
    success = _("The ticket is closed.")

    def act(self, form):
        self.ticket.close(form.cleaned_data["text"], by=self.request.user, seen=self.seen(form))


class Reject(SayingView):
    """Refuse the request, with the reason."""

    permission = "can_reject"
    heading = button = _("Reject")
    tone = "danger"
    explanation = _("The request is refused for good: a rejected ticket cannot be opened again.")
    success = _("The request is rejected.")

    def act(self, form):
        self.ticket.reject(form.cleaned_data["text"], by=self.request.user, seen=self.seen(form))


class Cancel(SayingView):
    """Withdraw the ticket: its requester (a reason is welcome), or staff (a reason is required)."""

    audience = "works_on|is_requester"
    permission = "can_cancel"
    heading = button = _("Cancel ticket")
    tone = "danger"
    success = _("The ticket is cancelled.")

    @property
    def explanation(self):
        if self.may.is_requester:
            return _("The helpdesk stops working on it. A cancelled ticket cannot be opened again; you may make a new one.")
        return _("The helpdesk stops working on it. A cancelled ticket cannot be opened again.")

    @property
    def required(self):
        return not self.may.is_requester

    @property
    def help_text(self):
        return _("It helps us to know why.") if self.may.is_requester else _("The client reads this.")

    def act(self, form):
        self.ticket.cancel(form.cleaned_data["text"], by=self.request.user, seen=self.seen(form))


class Reopen(SayingView):
    """Open a closed, unevaluated ticket again."""

    permission = "can_reopen"
    heading = button = _("Reopen")
    explanation = _("The ticket becomes open again and the clock runs on from where it stopped.")
    success = _("The ticket is open again.")

    def why_not(self):
        """Closed and evaluated, rejected or cancelled: the way on is a new ticket."""
        return _("Only a closed ticket that was not evaluated can be reopened. A new ticket may name this one.")

    def act(self, form):
        self.ticket.reopen(form.cleaned_data["text"], by=self.request.user, seen=self.seen(form))
