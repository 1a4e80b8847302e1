"""Taking a file away again: a question first, then the bytes go (row A6)."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.tickets.models import IllegalMove
from helpdesk.tickets.views.base import VerbView


class RemoveFile(VerbView):
    """Remove an unaccepted document or an other file; files of messages have no such address."""

    audience = "is_requester|works_on"
    permission = "can_upload"
    template_name = "helpdesk/documents/remove.html"
    success = gettext_lazy("The file has been removed.")

    @cached_property
    def file(self):
        files = self.ticket.attachments.present().filter(message=None, is_internal=False, key=self.kwargs["key"])
        file = files.select_related("version__slot").first()
        if file is None:
            raise Http404("no such file")
        file.ticket = self.ticket
        return file

    @cached_property
    def slot(self):
        """The place of the document that this file is, or None for an other file."""
        version = getattr(self.file, "version", None)
        return version.slot if version else None

    @property
    def is_possible(self):
        takes_files = self.slot is None or self.slot.takes_a_file  # asked first: an unknown file is 404 in any state
        return super().is_possible and takes_files

    def why_not(self):
        if self.may.can_upload:
            return _("This document has been accepted; it can no longer be changed.")
        return super().why_not()

    def get_context_data(self, **kwargs):
        return super().get_context_data(file=self.file, slot=self.slot, **kwargs)

    def act(self, form):
        if self.slot is None:
            return self.file.remove(by=self.request.user)
        if self.slot.current_id != self.file.pk:
            raise IllegalMove(_("Meanwhile another file has been sent here. Look at the ticket first."))
        self.slot.ticket = self.ticket
        return self.slot.remove_file(by=self.request.user)
