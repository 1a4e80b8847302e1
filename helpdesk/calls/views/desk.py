"""My calls: what comes, what was proposed, what has no outcome yet."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.calls.models import Call
from helpdesk.calls.permissions import CallPermissions, HoursPermissions
from helpdesk.common.dates import end_of_day
from helpdesk.common.paging import Order
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.common.views.records import Managed


class CallList(Managed, ListView):
    """Calls that lie ahead or wait for their outcome, earliest first; the WhatsApp number is masked."""

    permissions = CallPermissions
    template_name = "helpdesk/calls/list.html"
    title = gettext_lazy("Video calls")
    orders = {"time": Order("time", ("starts_at", "id"))}
    default_order = "time"
    columns = [
        Column(gettext_lazy("Time")),
        Column(gettext_lazy("Ticket"), css="table__main"),
        Column(gettext_lazy("Officer")),
        Column(gettext_lazy("WhatsApp number")),
        Column(gettext_lazy("Action")),
    ]
    empty_title = gettext_lazy("No video call lies ahead")
    empty_text = gettext_lazy("Calls that clients book or propose appear here.")

    def get_rows(self):
        calls = Call.objects.visible_to(self.request.user).coming()
        return calls.select_related("ticket__service", "ticket__requester", "ticket__organisation", "officer").defer(
            "ticket__search", "ticket__description"
        )

    def get_filters(self):
        return [
            Filter("milik", _("Whose"), [("", _("Mine")), ("semua", _("All"))]),
            Filter("apa", _("Show"), [("", _("All")), ("hari-ini", _("Today")), ("usulan", _("Proposals to answer"))]),
        ]

    def narrow(self, rows, name, value):
        if name == "milik":
            return rows if value else rows.filter(of_me(self.request.user))
        if value == "usulan":
            return rows.proposed()
        return rows.booked().filter(starts_at__lt=end_of_day()) if value else rows

    def get_context_data(self, **kwargs):
        now = timezone.now()
        may_others = HoursPermissions(self.request.user).can_manage
        return super().get_context_data(now=now, tonight=end_of_day(now), can_see_officers=may_others, **kwargs)


def of_me(user):
    """Calls that this officer makes, and proposals that are theirs to answer: of their tickets, or of nobody's in the department."""
    mine = Q(ticket__assignee=user)
    if user.department_id:
        mine |= Q(ticket__assignee=None, ticket__department=user.department_id)
    elif user.is_manager:
        mine |= Q(ticket__assignee=None)
    return Q(officer=user) | Q(state=Call.State.PROPOSED) & mine
