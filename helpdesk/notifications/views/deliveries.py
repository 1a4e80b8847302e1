"""The log of mails: what was asked for, what has gone, what failed and why."""

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from helpdesk.common.paging import Order
from helpdesk.common.views.lists import COUNTED, Column, Filter, ListView
from helpdesk.notifications import mails
from helpdesk.notifications.models import Delivery
from helpdesk.notifications.permissions import NotificationPermissions

OURS = [mails.post.module_path, mails.send_some.module_path, mails.send_one.module_path]
TONES = {"queued": "wait", "sent": "ok", "failed": "bad", "skipped": "", "unsure": "wait"}


class Deliveries(ListView):
    title = _("Email delivery")
    columns = (
        Column(_("Recipient")), Column(_("About")), Column(_("State")), Column(_("Tries")), Column(_("Date")),
    )  # fmt: skip
    orders = {"newest": Order("newest", ("-id",))}
    default_order = "newest"
    template_name = "helpdesk/notifications/deliveries.html"
    empty_title = _("No email yet")
    empty_text = _("Whatever a notification sends by email stands here, with what became of it.")

    def dispatch(self, request, *args, **kwargs):
        if not NotificationPermissions(request.user).can_read_log:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    def get_rows(self):
        return Delivery.objects.select_related("notification__recipient", "notification__ticket").defer(
            "notification__ticket__search", "notification__ticket__description"
        )

    def get_filters(self):
        return [Filter("keadaan", gettext("State"), [("", gettext("View All")), ("failed", gettext("Failed"))])]

    def narrow(self, rows, name, value):
        return rows.filter(state=Delivery.State.FAILED) if value else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [
            {"delivery": one, "told": one.notification, "tone": TONES[one.state], "reason": gettext(one.reason) if one.reason else ""}
            for one in context["rows"]
        ]  # fmt: skip
        return context | {"rows": rows, "waiting": waiting()}


def waiting():
    """Mails that no worker has taken yet, counted no further than lists are. A task holds one, or a list of them."""
    tasks = DBTaskResult.objects.filter(task_path__in=OURS, status="READY").order_by()
    first = [args["args"][0] for args in tasks.values_list("args_kwargs", flat=True)[: COUNTED + 1]]
    return min(sum(len(one) if isinstance(one, list) else 1 for one in first), COUNTED + 1)
