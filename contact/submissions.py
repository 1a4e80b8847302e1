"""Wagtail's own screen of what a form was sent, Forms › …: the same messages, with sheets in which nothing is a formula."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.views import DeleteSubmissionsView, SubmissionsListView

from contact.permissions import ContactPermissions
from helpdesk.audit.models import AuditEntry
from helpdesk.audit.recording import write
from helpdesk.common.sheets import csv_answer, xlsx_answer


class Submissions(SubmissionsListView):
    """Who may see it is asked by `filter_form_submissions_for_user` (wagtail_hooks.py)."""

    page_title = gettext_lazy("Contact messages")
    results_template_name = "contact/cms/submissions.html"

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """SECURITY: Wagtail writes CSV cells raw, and a visitor's “=HYPERLINK(…)” would run in an officer's spreadsheet."""
        fields = self.form_page.get_data_fields()
        rows = [[label for _name, label in fields]]
        rows += ([row.get_data()[name] for name, _label in fields] for row in queryset)
        if spreadsheet_format == self.FORMAT_CSV:
            return csv_answer(rows, self.get_filename())
        return xlsx_answer(rows, self.get_filename(), str(self.form_page.title))

    def get_context_data(self, **kwargs):
        return super().get_context_data(can_delete=ContactPermissions(self.request.user).can_delete, **kwargs)


class DeleteMessages(DeleteSubmissionsView):
    """Takes the place of Wagtail's own view, which anybody may use who sees the list."""

    def dispatch(self, request, *args, **kwargs):
        if not ContactPermissions(request.user).can_delete:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def handle_delete(self, submissions):
        """The audit keeps that it was done, by whom, and the number; not a word of the message."""
        for message in submissions:
            write(message, AuditEntry.Action.DELETED, {}, {})
        super().handle_delete(submissions)
