"""The services to choose from: drawn once for everybody of a kind, or for somebody who searches or asks for another."""

from django.template.loader import render_to_string
from django.urls import reverse

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue.models import Service
from helpdesk.catalogue.picker import groups_for
from helpdesk.common.page_cache import same_for_all

TEMPLATE = "helpdesk/tickets/_choose_service.html"


def groups_with_addresses(asked, organisation, is_all, address):
    """Departments, each with pairs of a service and its address, which `address(layanan=…)` makes."""
    services = Service.objects.available()
    shown = services if is_all else services.meant_for(organisation)
    return [
        (department, [(service, address(layanan=service.code)) for service in some])
        for department, some in groups_for(asked, shown)
    ]  # fmt: skip


def list_for_all(organisation, is_all):
    """The list as HTML, while nothing is searched and nobody else is asked for."""
    kind = organisation.kind if organisation else ""
    return same_for_all(f"services {kind} {is_all}", lambda: _drawn(kind, is_all))


def _drawn(kind, is_all):
    anybody = Organisation(kind=kind) if kind else None
    groups = groups_with_addresses("", anybody, is_all, lambda layanan: f"?layanan={layanan}")
    context = {
        "groups": groups, "is_all": is_all, "asked": "", "refusal": "", "is_new": False, "client": None, "follows": None, "kept": (),
        "here": reverse("helpdesk:ticket_create"), "all_services": "?semua=1",
    }  # fmt: skip
    return render_to_string(TEMPLATE, context)
