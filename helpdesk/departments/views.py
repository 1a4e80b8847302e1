"""The desk's own screen of departments (row B14): list, add, rename, order, deactivate; delete what nothing uses."""

from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from helpdesk.accounts.models import User
from helpdesk.catalogue.models import Service
from helpdesk.catalogue.other_requests import add_department
from helpdesk.common import seen
from helpdesk.common.counting import CountOf
from helpdesk.common.paging import Order
from helpdesk.common.views.lists import COUNTED, Column, Filter, ListView
from helpdesk.common.views.records import ConfirmView, Managed, NewRecordView, RecordView
from helpdesk.departments.forms import DepartmentForm
from helpdesk.departments.models import Department
from helpdesk.departments.permissions import DepartmentPermissions
from helpdesk.departments.verbs import Refused
from helpdesk.templatetags.desk_ui import capped
from helpdesk.tickets.models import Ticket


def _count(model, **only):
    rows = model.objects.filter(department=OuterRef("pk"), **only).order_by().values("department")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=IntegerField()), 0)


def with_figures(departments):
    """`services` offered, `people` (active staff) and `waiting` (open tickets, counted up to COUNTED + 1)."""
    waiting = Ticket.objects.filter(department=OuterRef("pk"), closed_at=None).order_by().values("pk")[: COUNTED + 1]
    return departments.annotate(
        offered=_count(Service, is_active=True), people=_count(User, is_active=True), waiting=CountOf(waiting)
    )


class DepartmentList(Managed, ListView):
    """In the order in which the public pages and the picker show them."""

    permissions = DepartmentPermissions
    template_name = "helpdesk/departments/list.html"
    title = gettext_lazy("Department")
    search_in = ("name", "name_en")
    orders = {
        "order": Order("order", ("sort_order", "name", "id")),
        "name": Order("name", ("lower_name", "id")),
    }
    default_order = "order"
    columns = [
        Column(gettext_lazy("Department Name"), "name", "table__main"),
        Column(gettext_lazy("Services")),
        Column(gettext_lazy("Staff")),
        Column(gettext_lazy("Open tickets")),
        Column(gettext_lazy("Status")),
        Column(gettext_lazy("Order"), "order"),
    ]

    def get_rows(self):
        return with_figures(Department.objects.annotate(lower_name=Lower("name")))

    def get_filters(self):
        return [Filter("status", _("Status"), [("", _("All")), ("active", _("Active")), ("off", _("Deactivated"))])]

    def narrow(self, rows, name, value):
        return rows.filter(is_active=value == "active") if value else rows

    def get_add_url(self):
        return reverse("helpdesk:department_new")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # Moving past rows that are not shown would puzzle people.
        return context | {"can_order": self.order_key == "order" and not context["is_filtered"]}


class DepartmentNew(NewRecordView):
    """Add New."""

    permissions = DepartmentPermissions
    template_name = "helpdesk/departments/form.html"
    purpose = "department"
    success = gettext_lazy("The department has been added, with a service for other requests.")

    def make_form(self, data=None, files=None):
        return DepartmentForm(data)

    def make(self, form):
        facts = form.cleaned_data
        return add_department(name=facts["name"], name_en=facts["name_en"], by=self.request.user)

    def get_success_url(self, pk):
        return reverse("helpdesk:department_list")


class DepartmentEdit(RecordView):
    """Rename; and what belongs to it."""

    permissions = DepartmentPermissions
    template_name = "helpdesk/departments/form.html"

    def get_record(self, *, lock):
        rows = Department.objects.select_for_update() if lock else with_figures(Department.objects.all())
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def make_form(self, record, data=None, files=None):
        return DepartmentForm(data, instance=record)

    def state_of(self, record):
        return seen.of_record(record, ["name", "name_en"])

    def get_success_url(self):
        return reverse("helpdesk:department_list")

    def more_context(self, record):
        return {"can_delete": not record.is_in_use}


class DepartmentMove(Managed, View):
    """One place up or down; `direction` is up or down."""

    permissions = DepartmentPermissions
    http_method_names = ["post"]

    def post(self, request, pk):
        department = get_object_or_404(Department, pk=pk)
        direction = request.POST.get("direction")
        if direction in {"up", "down"} and department.move(up=direction == "up", by=request.user):
            messages.success(request, _("The order has been changed."))
        return HttpResponseRedirect(f"{reverse('helpdesk:department_list')}#department-{department.pk}")


class OneDepartment(ConfirmView):
    """A step of one department."""

    permissions = DepartmentPermissions
    refused = Refused

    def get_record(self):
        return get_object_or_404(with_figures(Department.objects.all()), pk=self.kwargs["pk"])

    def get_back_url(self, record):
        return reverse("helpdesk:department_edit", args=[record.pk])

    def get_success_url(self, record):
        return reverse("helpdesk:department_list")

    def more_context(self, record):
        return {"place_url": reverse("helpdesk:department_list"), "place": _("Department")}


class DepartmentDeactivate(OneDepartment):
    """Take a department out of service, having read what that means."""

    heading = button = gettext_lazy("Deactivate department")
    success = gettext_lazy("The department is deactivated.")

    def why_not(self, record):
        return "" if record.is_active else _("This department is deactivated already.")

    def get_sentences(self, record):
        numbers = {"services": record.offered, "tickets": capped(record.waiting), "people": record.people}
        return [
            ngettext("Its service is no longer offered (%(services)s now).", "Its %(services)s services are no longer offered.", record.offered) % numbers
            if record.offered else _("It offers no service now."),
            _("Open tickets stay with it until they are done (%(tickets)s now).") % numbers,
            _("Its staff stay, and keep seeing its tickets (%(people)s now).") % numbers,
            _("Its questions in the FAQ are hidden, and no ticket can be moved to it."),
            _("It can be reactivated at any time."),
        ]  # fmt: skip

    def act(self, record):
        record.deactivate(by=self.request.user)


class DepartmentReactivate(Managed, View):
    """Back into service."""

    permissions = DepartmentPermissions
    http_method_names = ["post"]

    def post(self, request, pk):
        department = get_object_or_404(Department, pk=pk)
        department.reactivate(by=request.user)
        messages.success(request, _("The department is active again."))
        return HttpResponseRedirect(reverse("helpdesk:department_list"))


class DepartmentDelete(OneDepartment):
    """Delete a department that nothing uses."""

    heading = button = gettext_lazy("Delete department")
    success = gettext_lazy("The department has been deleted.")

    def why_not(self, record):
        if record.is_in_use:
            return _("“%(name)s” is in use, so it cannot be deleted. Deactivate it instead.") % {"name": record}
        return ""

    def get_sentences(self, record):
        return [_("Nothing uses it: no ticket, no staff, no question, no service but the one for other requests."),
                _("It is gone for good.")]

    def act(self, record):
        record.remove(by=self.request.user)
