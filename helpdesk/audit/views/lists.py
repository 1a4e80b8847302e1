"""The audit as Super Admins read it."""

from urllib.parse import urlencode

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from helpdesk.audit.filters import KINDS, AuditFilter
from helpdesk.audit.links import links
from helpdesk.audit.models import AuditEntry
from helpdesk.audit.permissions import AuditPermissions
from helpdesk.audit.wording import differences, kind_label, who
from helpdesk.common.paging import Order, keyset_page

NEWEST = Order("newest", ("-id",))
COUNTED = 1000
SHOWN = 6  # differences in sight; the rest opens


class ForSuperAdmins:
    """Mixin: for everybody else the address does not exist."""

    def dispatch(self, request, *args, **kwargs):
        if not AuditPermissions(request.user).can_read:
            raise Http404("no such screen for this person")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def asked(self):
        return AuditFilter.from_query(self.request.POST if self.request.method == "POST" else self.request.GET)

    def entries(self):
        return self.asked.narrow(AuditEntry.objects.select_related("actor").defer("actor__password"))


class AuditList(ForSuperAdmins, TemplateView):
    template_name = "helpdesk/audit/list.html"

    def get_context_data(self, **kwargs):
        found = self.entries()
        page = keyset_page(found, NEWEST, self.request.GET.get("kursor", ""))
        places = links(page.rows)
        return super().get_context_data(
            rows=[self.row(entry, places[entry.pk]) for entry in page],
            asked=self.asked, is_filtered=bool(self.asked.pairs()), everything=self.request.path,
            kinds=[(kind, kind_label(kind), kind == self.asked.kind) for kind in KINDS],
            actions=[(key, label, key == self.asked.action) for key, label in AuditEntry.Action.choices],
            kept=self.asked.pairs().items(), total=found.order_by()[: COUNTED + 1].count(),
            newer_url=self.url(page.previous_cursor), older_url=self.url(page.next_cursor), **kwargs,
        )  # fmt: skip

    def url(self, cursor):
        return f"{self.request.path}?{urlencode(self.asked.pairs() | {'kursor': cursor})}" if cursor else ""

    def row(self, entry, url):
        told = differences(entry)
        is_change = entry.action == AuditEntry.Action.CHANGED
        seen = SHOWN if is_change else 0
        return {
            "entry": entry, "who": who(entry), "kind": kind_label(entry.kind), "url": url, "is_change": is_change,
            "shown": told[:seen], "more": told[seen:],
            "of_record": f"{self.request.path}?{urlencode({'objek': f'{entry.kind}:{entry.object_id}'})}",
            "of_actor": f"{self.request.path}?{urlencode({'siapa': entry.actor.username})}" if entry.actor_id else "",
        }  # fmt: skip
