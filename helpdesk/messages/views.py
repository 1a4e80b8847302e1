"""Reply To and Internal note: posts from the ticket page (row A10)."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _

from helpdesk.attachments import scanning
from helpdesk.attachments.models import Attachment
from helpdesk.common.form_token import once
from helpdesk.common.numbered import numbered_url
from helpdesk.messages.forms import NoteForm, ReplyForm
from helpdesk.messages.models import Message
from helpdesk.tickets.locked import found_for, locked_for
from helpdesk.tickets.models import IllegalMove
from helpdesk.tickets.views.page import TicketPage


class SayView(TicketPage):
    """Post a message; on a mistake the whole ticket page comes again with what was typed."""

    http_method_names = ["post"]
    form_class = form_name = permission = purpose = ""

    def post(self, request, *args, **kwargs):
        if request.FILES:
            self.must_be_theirs(self.may_now())  # before the files are looked into
        form = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            self.must_be_theirs(self.may)
            return self.show_again(form, 422)
        try:
            _made, is_first = once(request.user, self.purpose, form.cleaned_data["token"], partial(self.say, form), of=Message)
        except IllegalMove as refusal:
            form.add_error(None, str(refusal))
            return self.show_again(form, 409)
        if is_first:
            messages.success(request, self.success())
            for name, sentence in form.cleaned_data["files"].refused:
                messages.warning(request, _("%(name)s was not sent. %(why)s") % {"name": name, "why": sentence})
        else:
            self.must_be_theirs(self.may_now())
        return HttpResponseRedirect(numbered_url("helpdesk:ticket", self.kwargs["number"]))

    def may_now(self):
        return found_for(self.request.user, self.kwargs["number"]).permissions_for(self.request.user)

    def must_be_theirs(self, may):
        if not self.may_try(may):
            raise Http404("not for this person")

    def say(self, form, key):
        """Write the message under `key`; runs in the transaction of the form's token."""
        ticket, user = locked_for(self.request.user, self.kwargs["number"]), self.request.user
        may = ticket.permissions_for(user)
        self.must_be_theirs(may)
        if not getattr(may, self.permission):
            raise IllegalMove(self.refusal(may))
        message = self.speak(ticket, form.cleaned_data["text"], key)
        for accepted in form.cleaned_data["files"].accepted:
            scanning.queue(Attachment.objects.keep(accepted, ticket=ticket, by=user, message=message))

    def show_again(self, form, status):
        setattr(self, self.form_name, form)
        return self.render_to_response(self.get_context_data(), status=status)


class ReplyView(SayView):
    """Reply To [Balas]."""

    form_class, form_name, permission, purpose = ReplyForm, "reply_form", "can_reply", "reply"

    def may_try(self, may):
        return may.works_on or may.is_requester

    def speak(self, ticket, text, key):
        return ticket.reply(text, by=self.request.user, key=key)

    def success(self):
        return _("Your reply has been sent.")

    def refusal(self, may):
        if may.is_requester:
            return _("This ticket is finished and can no longer be reopened. Please make a new ticket.")
        return _("The ticket is done. Reopen it first.")


class NoteView(SayView):
    """An internal note; for a client this address does not exist."""

    form_class, form_name, permission, purpose = NoteForm, "note_form", "can_note", "note"

    def may_try(self, may):
        return may.works_on

    def speak(self, ticket, text, key):
        return ticket.add_note(text, by=self.request.user, key=key)

    def success(self):
        return _("The note has been saved; only the desk reads it.")

    def refusal(self, may):
        return _("You cannot write a note here.")
