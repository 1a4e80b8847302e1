"""When an officer takes video calls: the week, and days on which it is otherwise."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.models import User
from helpdesk.calls.models import CallException, CallPattern
from helpdesk.calls.permissions import CallPermissions, HoursPermissions
from helpdesk.calls.rows import HoursForm
from helpdesk.common.paging import Order
from helpdesk.common.seen import fingerprint
from helpdesk.common.views.lists import Column, ListView
from helpdesk.common.views.records import Managed, RecordView

FIELDS = ("pk", "begins", "ends", "minutes", "capacity")


class OwnHours(RecordView):
    """One's own hours."""

    permissions = CallPermissions
    template_name = "helpdesk/calls/hours.html"
    is_own = True

    def get_key(self):
        return self.request.user.pk

    def post(self, request, **kwargs):
        """The buttons “Add hours” and “Add a day” show one more row and judge nothing yet."""
        if (wanted := request.POST.get("add")) not in {"patterns", "exceptions"}:
            return super().post(request, **kwargs)
        record = self.get_record(lock=False)
        form = self.make_form(record, request.POST)
        for name, rows in form.rows.items():
            rows.with_one_more() if name == wanted else rows.be_silent()
        return self.show(form, record, seen=request.POST.get("seen", "")[:64], added=wanted)

    def get_record(self, *, lock):
        people = User.objects.active().desk()
        return get_object_or_404(people.select_for_update() if lock else people, pk=self.get_key())

    def make_form(self, record, data=None, files=None):
        return HoursForm(record, data)

    def state_of(self, record):
        patterns = CallPattern.objects.filter(officer=record).order_by("pk").values_list(*FIELDS, "weekday", "is_active")
        exceptions = CallException.objects.filter(officer=record).order_by("pk").values_list(*FIELDS, "day", "is_open", "note")
        return fingerprint([list(patterns), list(exceptions)])

    def refuse(self, form, state):
        """Somebody was faster: what was typed stays, and sending again keeps it."""
        for rows in form.rows.values():
            rows.be_silent()
        return self.show(form, self.get_record(lock=False), seen=state, status=409, is_changed=True, stored=None)

    def more_context(self, record):
        return {"is_own": self.is_own, "can_see_officers": HoursPermissions(self.request.user).can_manage}

    def get_success_url(self):
        return self.request.path


class HoursOf(OwnHours):
    """The hours of anybody of the desk, for managers."""

    permissions = HoursPermissions
    is_own = False

    def get_key(self):
        return self.kwargs["pk"]


class OfficerList(Managed, ListView):
    """Everybody of the desk with their weekly hours."""

    permissions = HoursPermissions
    template_name = "helpdesk/calls/officers.html"
    title = gettext_lazy("Hours of everybody")
    search_in = ("name", "username")
    orders = {"name": Order("name", ("lower_name", "id"))}
    default_order = "name"
    columns = [
        Column(gettext_lazy("Name"), "name", "table__main"),
        Column(gettext_lazy("Department")),
        Column(gettext_lazy("Hours for video calls")),
    ]

    def get_rows(self):
        return User.objects.active().desk().select_related("department").annotate(
            lower_name=Lower("name"), call_days=ArraySubquery(_days())
        )

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs)
        names = dict(CallPattern._meta.get_field("weekday").choices)
        for officer in shown["rows"]:
            officer.days = ", ".join(str(names[day]) for day in sorted(set(officer.call_days))) or _("none")
        return shown | {"back_url": reverse("helpdesk:call_hours")}


def _days():
    return CallPattern.objects.filter(officer=OuterRef("pk"), is_active=True).order_by("weekday").values("weekday")
