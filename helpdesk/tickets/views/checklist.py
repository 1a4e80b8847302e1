"""The service's own checks and how complete the documents are, in words (row A7): one query."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from helpdesk.catalogue.models import ChecklistItem, Service
from helpdesk.tickets.models import ChecklistTick

SHOWN = ("code", "label", "label_en")


@dataclass(frozen=True)
class Finding:
    """One line: `tone` is ok, bad or empty, `icon` a lucide name; never colour alone."""

    text: str
    result: str
    tone: str
    icon: str
    item: object = None


def checks_of(ticket):
    """Return the service's checks with `is_found` (None: not looked at); one query at most.

    A check that was made stays, also when the service no longer asks for it.
    """
    if hasattr(ticket, "checks_shown"):  # loaded `with_checks`
        return [_item(facts) for facts in ticket.checks_shown]
    return list(_checks_of(ticket.pk, ticket.service_id))


def with_checks(tickets):
    """The same with `checks_shown`, from which `checks_of` needs no query."""
    checks = _checks_of(OuterRef(OuterRef("pk")), OuterRef(OuterRef("service")))
    facts = {name: name for name in ("id", *SHOWN, "is_found")}
    return tickets.annotate(checks_shown=ArraySubquery(checks.values(shown=JSONObject(**facts))))


def _item(facts):
    item = ChecklistItem(id=facts["id"], **{name: facts[name] for name in SHOWN})
    item.is_found = facts["is_found"]
    return item


def _checks_of(ticket, service):
    made = ChecklistTick.objects.filter(ticket=ticket)
    asked = Service.checklist.through.objects.filter(service=service).values("checklistitem")
    each = made.filter(item=OuterRef("pk"))
    return ChecklistItem.objects.filter(Q(pk__in=asked) | Q(pk__in=made.values("item"))).annotate(is_found=Subquery(each.values("is_found")[:1]))


def checklist_context(ticket, may):
    """Variables of `helpdesk/tickets/_checklist.html`: `findings`, `checklist_url` for those who check."""
    findings = [_documents(ticket)] if _documents(ticket) else []
    findings += [_finding(item) for item in checks_of(ticket)]
    return {"findings": findings, "can_check": may.can_check_documents and bool(findings)}


def _documents(ticket):
    """Whether all documents are complete; None where the ticket has none to speak of."""
    label = _("Documents")
    if ticket.wanted_documents:
        words = ngettext("%(count)d document is still needed", "%(count)d documents are still needed", ticket.wanted_documents)
        return Finding(label, words % {"count": ticket.wanted_documents}, "bad", "circle-alert")
    if ticket.unchecked_documents:
        return Finding(label, _("all here, being checked"), "", "clock")
    if ticket.documents_complete_at:
        return Finding(label, _("complete"), "ok", "circle-check")
    return None


def _finding(item):
    if item.is_found is None:
        return Finding(str(item), _("not checked yet"), "", "clock", item)
    if item.is_found:
        return Finding(str(item), pgettext("check", "yes"), "ok", "circle-check", item)
    return Finding(str(item), pgettext("check", "no"), "bad", "circle-x", item)
