"""The FAQ at the desk (row B13): the list, Add New Question, and one entry with its history."""

from django.contrib import messages
from django.db import transaction
from django.db.models.functions import Lower
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from faq.forms import EntryForm
from faq.history import history_of
from faq.models import FAQEntry, State
from faq.permissions import FAQPermissions, PublishingPermissions
from faq.plain import is_plain
from faq.verbs import Refused
from faq.workflow import why_held
from helpdesk.common.paging import Order
from helpdesk.common.seen import fingerprint
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.common.views.records import Managed, RecordView
from helpdesk.departments.models import Department

CHANGED = "changed"  # the public reads an older wording than the desk


class FAQList(Managed, ListView):
    permissions = FAQPermissions
    template_name = "faq/desk/list.html"
    title = gettext_lazy("FAQ")
    columns = (
        Column(gettext_lazy("Id"), "number"),
        Column(gettext_lazy("Title"), "title", "table__main"),
        Column(gettext_lazy("Department"), "department"),
        Column(gettext_lazy("Date"), "date"),
        Column(gettext_lazy("Status")),
    )
    orders = {
        "number": Order("number", ("id",)),
        "title": Order("title", ("title_key", "id")),
        "department": Order("department", ("department_key", "id")),
        "date": Order("date", ("updated_at", "id")),
    }
    default_order = "-date"
    search_in = ("question", "question_en", "answer", "answer_en", "asked_text")
    search_label = gettext_lazy("Search question, answer …")
    add_label = gettext_lazy("Add New Question")
    empty_title = gettext_lazy("No questions yet")

    def get_rows(self):
        rows = FAQEntry.objects.select_related("department", "asked_by").defer("answer", "answer_en", "asked_text")
        return rows.annotate(title_key=Lower("question"), department_key=Lower("department__name"))

    def get_filters(self):
        departments = [(str(one.pk), str(one)) for one in Department.objects.all()]
        states = [("", _("All states")), *State.choices, (CHANGED, _("Published, with a newer draft"))]
        return [
            Filter("status", _("Status"), states),
            Filter("departemen", _("Department"), [("", _("All departments")), *departments]),
        ]

    def narrow(self, rows, name, value):
        if name == "departemen":
            return rows.filter(department=value) if value else rows
        return rows.in_state(value)

    def get_add_url(self):
        return reverse("faq_desk:new")

    def get_context_data(self, **kwargs):
        return super().get_context_data(may=self.may, **kwargs)


def said_of(entry):
    """After publishing: it may be that its time is still to come."""
    if entry.approved_schedule:
        return _("It will appear at the time that is set for it.")
    return _("Published: everybody can read it now.")


class FAQEntryPage(RecordView):
    """One entry: its newest wording in the form, below it every revision with who and when."""

    permissions = FAQPermissions
    template_name = "faq/desk/entry.html"

    def get_record(self, *, lock):
        entries = FAQEntry.objects.select_for_update(of=("self",)) if lock else FAQEntry.objects
        return get_object_or_404(entries.select_related("department", "asked_by", "latest_revision"), pk=self.kwargs["pk"])

    def post(self, request, **kwargs):
        try:
            return super().post(request, **kwargs)
        except Refused as refusal:
            record = self.get_record(lock=False)
            form = self.make_form(record, request.POST)
            form.add_error(None, str(refusal))
            return self.show(form, record, seen=self.state_of(record), status=409)

    def make_form(self, record, data=None, files=None):
        return EntryForm(data, entry=record.get_latest_revision_as_object())

    def state_of(self, record):
        return fingerprint([record.latest_revision_id, record.live, record.updated_at])

    def save(self, form):
        record = self.get_record(lock=True)
        goes_public = self.may.can_publish and self.request.POST.get("do") == "publish"
        record.revise(**form.facts(), by=self.request.user, publish=goes_public)
        self.success = said_of(record) if goes_public else _("Saved as a draft.")

    def more_context(self, record):
        newest = record.get_latest_revision_as_object()
        return {
            "entry": record, "why_held": why_held(record, self.request.user), "history": history_of(record), "has_formatting": not is_plain(newest.answer),
            "cms_url": reverse(FAQEntry.snippet_viewset.get_url_name("edit"), args=[record.pk]) if self.may.can_use_cms else "",
        }  # fmt: skip

    def get_success_url(self):
        return reverse("faq_desk:entry", args=[self.kwargs["pk"]])


class TakeDown(Managed, View):
    """Unpublish; for those who may publish."""

    permissions = PublishingPermissions
    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request, pk):
        entry = get_object_or_404(FAQEntry.objects.select_for_update(of=("self",)), pk=pk)
        try:
            entry.take_down(by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Taken down: it is a draft again."))
        return HttpResponseRedirect(entry.desk_url)
