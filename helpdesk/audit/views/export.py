"""The audit as a file. Taking it along is recorded as well."""

from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views import View

from helpdesk.audit import origin
from helpdesk.audit.filters import EXPORT
from helpdesk.audit.models import AuditEntry
from helpdesk.audit.views.lists import ForSuperAdmins
from helpdesk.audit.wording import differences, kind_label, who
from helpdesk.common.sheets import csv_answer, xlsx_answer

MOST_ENTRIES = 20_000


class AuditExport(ForSuperAdmins, View):
    """POST, since it leaves an entry; the newest MOST_ENTRIES of what the filter found, a line for each changed field."""

    http_method_names = ["post"]

    def post(self, request):
        form = request.POST.get("format", "")
        if form not in {"csv", "xlsx"}:
            raise Http404("no such format")
        newest = self.entries().order_by("-pk")
        # Fixed before it is recorded: the file does not hold its own entry.
        first = newest.values_list("pk", flat=True).first() or 0
        entries = newest.filter(pk__lte=first)[:MOST_ENTRIES]
        self.record(form, entries.count())
        name = f"audit-{timezone.localdate().isoformat()}"
        rows = lines(entries, translation.get_language())
        return csv_answer(rows, name) if form == "csv" else xlsx_answer(rows, name, _("Audit"))

    def record(self, form, number):
        source = origin.current()
        question = ", ".join(f"{key}={value}" for key, value in self.asked.pairs().items())
        AuditEntry.objects.create(
            actor_id=source.actor_id, address=source.address, path=source.path, action=AuditEntry.Action.CREATED,
            kind=EXPORT, object_id="-", object_name=form.upper(), new={"format": form, "entries": number, "question": question},
        )  # fmt: skip


def lines(entries, language):
    """The head, then the rows; in the language of the page, also while they are sent later."""
    with translation.override(language):
        yield [_("When"), _("Who"), _("Action"), _("Kind"), _("What"), _("Id"), _("Field"), _("Old"), _("New"), _("From where"), _("Address")]
    for entry in entries.iterator(chunk_size=500):
        with translation.override(language):
            rows = list(of_entry(entry))
        yield from rows


def of_entry(entry):
    at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    head = [at, who(entry), entry.get_action_display(), kind_label(entry.kind), entry.object_name, entry.object_id]
    tail = [entry.address or "", entry.path]
    for one in differences(entry):
        yield [*head, one.label, one.old, one.new, *tail]
