"""What the clock deletes within the next days: the dry run for the eyes of managers."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.common.paging import Order
from helpdesk.common.views.lists import Column, ListView
from helpdesk.common.views.records import Managed
from helpdesk.documents import retention
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import Ticket

AHEAD = timedelta(days=7)


class DeletionPermissions:
    """Questions about (the deletion of documents, user), each a plain bool."""

    def __init__(self, user):
        self.user = user

    @property
    def can_manage(self):
        return self.user.is_authenticated and self.user.is_active and self.user.is_manager


class DeletionList(Managed, ListView):
    """Tickets of which files go within AHEAD, those closed longest first. Three queries, however many."""

    permissions = DeletionPermissions
    template_name = "helpdesk/documents/deletions.html"
    title = _("Deletion of documents")
    orders = {"closed": Order("closed", ("closed_at", "id"))}
    default_order = "closed"
    columns = [
        Column(_("Ticket"), css="table__main"), Column(_("Closed")), Column(_("Deleted from")), Column(_("Files")), Column(_("Action")),
    ]  # fmt: skip
    empty_title = _("Nothing is deleted within the next 7 days")

    def get_rows(self):
        self.days = DeskSettings.current().keep_documents_days
        self.until = timezone.now() + AHEAD
        going = retention.due(self.until, days=self.days).filter(ticket=OuterRef("pk"))
        tickets = Ticket.objects.visible_to(self.request.user).done().select_related("service").defer("search", "description")
        return tickets.filter(Exists(going))

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs)
        of_ticket = defaultdict(list)
        for file in retention.due(self.until, days=self.days).filter(ticket__in=[row.pk for row in shown["rows"]]):
            of_ticket[file.ticket_id].append(file)
        for row in shown["rows"]:
            files = of_ticket[row.pk]
            row.files_going, row.size_going = len(files), sum(file.size for file in files)
            row.goes_at = min((file.goes_at for file in files), default=None)
        return shown | {"days": self.days, "now": timezone.now()}
