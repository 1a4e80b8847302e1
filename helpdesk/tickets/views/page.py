"""The ticket page (rows A8–A10, B6): one address for both sides; what each sees is decided here and in `may`."""

from django.utils.functional import cached_property
from django.views.generic import TemplateView

from helpdesk.calls.views.context import call_context
from helpdesk.common.form_token import new_token
from helpdesk.documents.retention import announced
from helpdesk.documents.views.context import documents_context
from helpdesk.documents.views.openings import openings_context
from helpdesk.evaluations.views import evaluation_context
from helpdesk.messages.forms import NoteForm, ReplyForm
from helpdesk.tickets.conversation import conversation
from helpdesk.tickets.sentences import Storyteller
from helpdesk.tickets.views.base import TicketMixin
from helpdesk.tickets.views.checklist import checklist_context
from helpdesk.tickets.views.page_rows import PageRows
from helpdesk.tickets.wording import next_step_for_client, read_by, status_label


class TicketPage(TicketMixin, TemplateView):
    """Everything about one ticket, in a constant number of queries."""

    template_name = "helpdesk/tickets/ticket.html"
    reply_form = note_form = None

    @cached_property
    def rows(self):
        return PageRows(self.request.user, self.kwargs["number"])

    @property
    def ticket(self):
        return self.rows.ticket

    def get_context_data(self, **kwargs):
        ticket, user, may = self.ticket, self.request.user, self.may
        kept = [file for file in self.rows.files if file.is_listed]
        files = [file for file in kept if file.removed_at is None]
        documents = documents_context(ticket, user, may, files=self.rows.files, slots=self.rows.slots)
        checks = checklist_context(ticket, may)
        return super().get_context_data(
            desk=self.may.desk,
            status_label=status_label(ticket, for_client=not may.works_on),
            next_step=None if may.works_on else next_step_for_client(ticket, may, documents["missing"]),
            messages_shown=conversation(self.rows.talk, files, names=self.names, ticket=ticket, may=may),
            activity=self.activity(documents["slots"], checks["findings"]),
            people=self.names,
            read_by=read_by(ticket, may),
            process_by=self.names.get(ticket.assignee_id, ""),
            closed_by=self.names.get(ticket.closed_by_id, ""),
            created_by=self.names[ticket.created_by_id] if ticket.is_on_behalf else "",
            ticket_files=self.files(files),
            deleted_files=[file for file in kept if file.removed_at and may.can_download],
            deleted_on=announced(ticket, files, may.desk.keep_documents_days),
            reply_form=self.reply_form or ReplyForm(initial={"token": new_token()}),
            note_form=self.note_form or NoteForm(initial={"token": new_token()}),
            **documents,
            **openings_context(ticket, may, documents["slots"]),
            **checks,
            **evaluation_context(ticket, may),
            **call_context(ticket, may),
            **kwargs,
        )

    @cached_property
    def events(self):
        return [event for event in self.rows.events if self.may.works_on or not event.is_internal]

    @cached_property
    def names(self):
        """Names by user id as this reader may see them: staff read names, clients what the settings say."""
        shown = str if self.may.works_on else self.may.desk.name_for_client
        return {pk: shown(person) for pk, person in self.rows.people.items()}

    def files(self, files):
        """All files that this reader may open, with the name of who uploaded each (row B6)."""
        for file in files:
            file.ticket = self.ticket
        return [{"file": file, "by": self.names.get(file.uploaded_by_id, "")} for file in files if self.may.can_download]

    def activity(self, slots, findings):
        """Recent Activity, newest first."""
        teller = Storyteller(
            reader_is_client=not self.may.works_on, names=self.names, tells_file_names=self.may.can_download,
            items={finding.item.pk: str(finding.item) for finding in findings if finding.item},
            slots={slot.pk: str(slot) for slot in slots},
        )
        told = [teller.tell(event) for event in self.events]
        return [line for line in reversed(told) if line]
