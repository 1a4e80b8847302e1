"""Reply To and Internal note: posts from the ticket page (row A10)."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from helpdesk.attachments import scanning
from helpdesk.attachments.models import Attachment
from helpdesk.common.form_token import once
from helpdesk.messages.forms import NoteForm, ReplyForm
from helpdesk.tickets.models import IllegalMove
from helpdesk.tickets.views.page import TicketPage


class SayView(TicketPage):
    """Post a message; on a mistake the whole ticket page comes again with what was typed."""

    http_method_names = ["post"]
    form_class = form_name = permission = purpose = ""

    def post(self, request, *args, **kwargs):
        if not self.may_try():
            raise Http404("not for this person")
        form = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_again(form, 422)
        if not getattr(self.may, self.permission):
            form.add_error(None, self.refusal())
            return self.show_again(form, 409)
        try:
            _message, is_first = once(request.user, self.purpose, form.cleaned_data["token"], lambda: self.say(form))
        except IllegalMove as refusal:
            form.add_error(None, str(refusal))
            return self.show_again(form, 409)
        if is_first:
            messages.success(request, self.success())
            for name, sentence in form.cleaned_data["files"].refused:
                messages.warning(request, _("%(name)s was not sent. %(why)s") % {"name": name, "why": sentence})
        return self.back_to_ticket()

    def say(self, form):
        with transaction.atomic():
            message = self.speak(form.cleaned_data["text"])
            for accepted in form.cleaned_data["files"].accepted:
                scanning.queue(Attachment.objects.keep(accepted, ticket=self.ticket, by=self.request.user, message=message))
        return message.pk

    def show_again(self, form, status):
        setattr(self, self.form_name, form)
        return self.render_to_response(self.get_context_data(), status=status)


class ReplyView(SayView):
    """Reply To [Balas]."""

    form_class, form_name, permission, purpose = ReplyForm, "reply_form", "can_reply", "reply"

    def may_try(self):
        return self.may.works_on or self.may.is_requester

    def speak(self, text):
        return self.ticket.reply(text, by=self.request.user)

    def success(self):
        return _("Your reply has been sent.")

    def refusal(self):
        if self.may.is_requester:
            return _("This ticket is finished and can no longer be reopened. Please make a new ticket.")
        return _("The ticket is done. Reopen it first.")


class NoteView(SayView):
    """An internal note; for a client this address does not exist."""

    form_class, form_name, permission, purpose = NoteForm, "note_form", "can_note", "note"

    def may_try(self):
        return self.may.works_on

    def speak(self, text):
        return self.ticket.add_note(text, by=self.request.user)

    def success(self):
        return _("The note has been saved; only the desk reads it.")

    def refusal(self):
        return _("You cannot write a note here.")
