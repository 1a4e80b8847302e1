"""The list of organisations: searched by name, short name and tax number, filtered, sorted, paged."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.models import Organisation
from helpdesk.accounts.organisation_permissions import KeepsOrganisations
from helpdesk.common.paging import Order
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.common.views.records import Managed


class OrganisationList(Managed, ListView):
    """Each row carries `member_count`, `request_count` and `contact_count`, none counted far."""

    permissions = KeepsOrganisations
    template_name = "helpdesk/accounts/organisations/list.html"
    title = gettext_lazy("Organisations")
    search_in = ("name", "short_name", "npwp")
    search_label = gettext_lazy("Search name, short name, NPWP …")
    empty_title = gettext_lazy("No organisation yet")
    orders = {
        "name": Order("name", ("lower_name", "id")),
        "kind": Order("kind", ("kind", "lower_name", "id")),
        "added": Order("added", ("created_at", "id")),
    }
    default_order = "name"
    columns = [
        Column(gettext_lazy("Name"), "name"), Column(gettext_lazy("Kind"), "kind"),
        Column(gettext_lazy("Members")), Column(gettext_lazy("Added"), "added"), Column(gettext_lazy("State")),
    ]  # fmt: skip

    def get_rows(self):
        return Organisation.objects.by_name().with_counts()

    def get_filters(self):
        states = [
            ("", _("Active")), ("requests", _("With requests")), ("no-contact", _("Without contact person")),
            ("verified", _("Verified")), ("unverified", _("Not verified")), ("off", _("Deactivated")), ("merged", _("Merged")),
        ]  # fmt: skip
        return [
            Filter("jenis", _("Kind"), [("", _("All kinds")), *Organisation.Kind.choices], is_short=False),
            Filter("keadaan", _("State"), states, is_short=False),
        ]

    def narrow(self, rows, name, value):
        if name == "jenis":
            return rows.filter(kind=value) if value else rows
        match value:
            case "requests":
                return rows.standing().with_requests()
            case "no-contact":
                return rows.active().without_contact()
            case "verified" | "unverified":
                return rows.active().filter(is_verified=value == "verified")
            case "off":
                return rows.standing().filter(is_active=False)
            case "merged":
                return rows.exclude(merged_into=None)
        return rows.active()

    def found(self):
        rows = self.get_rows()
        for name, value in self.chosen.items():
            rows = self.narrow(rows, name, value)
        return rows.search(self.words)

    def get_add_url(self):
        return reverse("helpdesk:organisation_new")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        waiting = Organisation.objects.standing().with_requests()[:100].count()
        return context | {
            "waiting_count": waiting, "waiting_url": f"{self.request.path}?keadaan=requests",
            "is_waiting_shown": self.chosen["keadaan"] == "requests",
        }
