"""The desk's own screen of reasons to ask for a document again: list, add, edit, switch off."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.catalogue.models import RefusalReason
from helpdesk.catalogue.permissions import ServicePermissions
from helpdesk.catalogue.reason_forms import ReasonForm, document_names
from helpdesk.common import seen
from helpdesk.common.paging import Order
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.common.views.records import Managed, NewRecordView, RecordView


class ReasonList(Managed, ListView):
    """In the order in which officers read them."""

    permissions = ServicePermissions
    template_name = "helpdesk/catalogue/reasons.html"
    title = gettext_lazy("Reasons to ask again")
    search_in = ("label", "label_en")
    search_label = gettext_lazy("Search words …")
    orders = {"order": Order("order", ("sort_order", "id"))}
    default_order = "order"
    columns = [
        Column(gettext_lazy("Words to the client"), css="table__main"),
        Column(gettext_lazy("Documents")),
        Column(gettext_lazy("Status")),
        Column(gettext_lazy("Order"), "order"),
    ]

    def get_rows(self):
        return RefusalReason.objects.all()

    def get_filters(self):
        return [Filter("status", _("Status"), [("", _("All")), ("active", _("Active")), ("off", _("Deactivated"))])]

    def narrow(self, rows, name, value):
        return rows.filter(is_active=value == "active") if value else rows

    def get_context_data(self, **kwargs):
        context, names = super().get_context_data(**kwargs), document_names()
        for row in context["rows"]:
            row.document_names = [names.get(code, code) for code in row.documents]
        return context

    def get_add_url(self):
        return reverse("helpdesk:reason_new")


class ReasonNew(NewRecordView):
    """Add New."""

    permissions = ServicePermissions
    template_name = "helpdesk/catalogue/reason.html"
    purpose = "reason"
    success = gettext_lazy("The reason has been added.")

    def make_form(self, data=None, files=None):
        return ReasonForm(data)

    def make(self, form):
        return form.save()

    def get_success_url(self, pk):
        return reverse("helpdesk:reason_list")


class ReasonEdit(RecordView):
    """What was sent to clients keeps the words of its day."""

    permissions = ServicePermissions
    template_name = "helpdesk/catalogue/reason.html"

    def get_record(self, *, lock):
        rows = RefusalReason.objects.select_for_update() if lock else RefusalReason.objects.all()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def make_form(self, record, data=None, files=None):
        return ReasonForm(data, instance=record)

    def state_of(self, record):
        return seen.of_record(record, ReasonForm.Meta.fields)

    def get_success_url(self):
        return reverse("helpdesk:reason_list")
