"""The desk's own screen of services: list, add, edit with documents, deactivate."""

from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helpdesk.catalogue.forms import ServiceForm
from helpdesk.catalogue.models import DocumentRequirement, Service
from helpdesk.catalogue.permissions import ServicePermissions
from helpdesk.common.paging import Order
from helpdesk.common.seen import fingerprint
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.common.views.records import ConfirmView, Managed, NewRecordView, RecordView
from helpdesk.departments.models import Department


class ServiceList(Managed, ListView):
    """All services, those out of service too."""

    permissions = ServicePermissions
    template_name = "helpdesk/catalogue/list.html"
    title = gettext_lazy("Services")
    search_in = ("title", "title_en", "code")
    search_label = gettext_lazy("Search title …")
    orders = {
        "title": Order("title", ("lower_title", "id")),
        "department": Order("department", ("department_place", "lower_title", "id")),
        "promise": Order("promise", ("resolution_minutes", "id")),
    }
    default_order = "title"
    columns = [
        Column(gettext_lazy("Title"), "title", "table__main"),
        Column(gettext_lazy("Department"), "department"),
        Column(gettext_lazy("Documents")),
        Column(gettext_lazy("Promised time"), "promise"),
        Column(gettext_lazy("Status")),
    ]

    def get_rows(self):
        documents = DocumentRequirement.objects.filter(service=OuterRef("pk")).order_by().values("service")
        number = Subquery(documents.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
        return Service.objects.select_related("department").annotate(
            lower_title=Lower("title"), department_place=Lower("department__name"), documents=Coalesce(number, 0),
            resolution_minutes=minutes("resolution_hours"),
        )

    def get_filters(self):
        departments = [(str(row.pk), str(row)) for row in Department.objects.all()]
        return [
            Filter("departemen", _("Department"), [("", _("All departments")), *departments]),
            Filter("status", _("Status"), [("", _("All")), ("active", _("Active")), ("off", _("Deactivated"))]),
        ]

    def narrow(self, rows, name, value):
        if not value:
            return rows
        return rows.filter(department=value) if name == "departemen" else rows.filter(is_active=value == "active")

    def get_add_url(self):
        return reverse("helpdesk:service_new")


def minutes(hours):
    """Decimal hours as whole minutes, which a place in a list can name."""
    from django.db.models import ExpressionWrapper, F, FloatField
    from django.db.models.functions import Cast

    return Cast(ExpressionWrapper(F(hours) * 60, output_field=FloatField()), IntegerField())


class FormWithRows:
    """Mixin: the buttons “Add a document” and “Add a field” show one more row and judge nothing yet."""

    def post(self, request, **kwargs):
        if (wanted := request.POST.get("add")) not in {"inputs", "required_documents"}:
            return super().post(request, **kwargs)
        record = self.get_record(lock=False) if self.kwargs else None
        form = self.make_form(record, request.POST) if record else self.make_form(request.POST)
        form.formsets[wanted].with_one_more()
        form.be_silent()
        more = {"added": wanted}
        if record:
            return self.show(form, self.get_record(lock=False), seen=request.POST.get("seen", ""), **more)
        return self.show(form, token=request.POST.get("token", "")[:64], **more)


class ServiceNew(FormWithRows, NewRecordView):
    """Add New."""

    permissions = ServicePermissions
    template_name = "helpdesk/catalogue/form.html"
    purpose = "service"
    success = gettext_lazy("The service has been added and can be asked for now.")

    def make_form(self, data=None, files=None):
        return ServiceForm(data, instance=Service(fee="Gratis"))

    def make(self, form):
        service = form.save()
        warn_of_unfilled(self.request, form)
        return service

    def get_success_url(self, pk):
        return reverse("helpdesk:service_edit", args=[pk])


class ServiceEdit(FormWithRows, RecordView):
    """Everything of one service; tickets keep what they were sent with."""

    permissions = ServicePermissions
    template_name = "helpdesk/catalogue/form.html"

    def get_record(self, *, lock):
        rows = Service.objects.select_for_update() if lock else Service.objects.all()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def make_form(self, record, data=None, files=None):
        return ServiceForm(data, instance=record)

    def state_of(self, record):
        return fingerprint(record.serializable_data())

    def save(self, form):
        form.save()
        warn_of_unfilled(self.request, form)

    def get_success_url(self):
        return reverse("helpdesk:service_edit", args=[self.kwargs["pk"]])


def warn_of_unfilled(request, form):
    """Not wrong, but seldom meant: say which words in brackets people must replace by hand."""
    if names := ", ".join(f"{{{name}}}" for name in form.unfilled):
        messages.warning(request, _("Nothing fills %(names)s in the description: people have to replace it by hand.") % {"names": names})


class ServiceDeactivate(ConfirmView):
    """Out of service, having read what that means."""

    permissions = ServicePermissions
    heading = button = gettext_lazy("Deactivate service")
    success = gettext_lazy("The service is deactivated.")

    def get_record(self):
        return get_object_or_404(Service.objects.select_related("department"), pk=self.kwargs["pk"])

    def get_back_url(self, record):
        return reverse("helpdesk:service_edit", args=[record.pk])

    def get_success_url(self, record):
        return reverse("helpdesk:service_list")

    def more_context(self, record):
        return {"place_url": reverse("helpdesk:service_list"), "place": _("Services")}

    def why_not(self, record):
        return "" if record.is_active else _("This service is deactivated already.")

    def get_sentences(self, record):
        sentences = [
            _("Nobody can ask for it any more, and it disappears from the public pages."),
            _("Its tickets go on, with the documents and the promised time they were sent with."),
            _("It can be reactivated at any time."),
        ]
        if record.free_title:
            sentences.insert(1, _("It takes requests for which there is no service of its own: without it people ask “%(department)s” only for what is named.") % {"department": record.department})
        return sentences

    def act(self, record):
        record.deactivate(by=self.request.user)


class ServiceReactivate(Managed, View):
    """Offered again."""

    permissions = ServicePermissions
    http_method_names = ["post"]

    def post(self, request, pk):
        service = get_object_or_404(Service.objects.select_related("department"), pk=pk)
        service.reactivate(by=request.user)
        if service.department.is_active:
            messages.success(request, _("The service is active again."))
        else:
            messages.warning(request, _("The service is active again, but its department is deactivated: nobody can ask for it yet."))
        return HttpResponseRedirect(reverse("helpdesk:service_list"))
