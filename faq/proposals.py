"""Answers that are offered while somebody writes a ticket: at most SHOWN, the chosen service's own first."""

from faq.models import FAQEntry
from helpdesk.common import finding

SHOWN = 4
LONGEST = 300


def for_service(service):
    """What the service's own answers are; before anything is typed, and without JavaScript."""
    return list(FAQEntry.objects.live().filter(service=service).with_place().order_by("sort_order", "pk")[:SHOWN])


def for_words(text, service=None):
    """What answers these words; nothing where the words say nothing. Drafts are never looked at."""
    found = FAQEntry.objects.live().search(" ".join(finding.words(text[:LONGEST])))
    if service is not None:
        found = sorted(found, key=lambda entry: _distance(entry, service))
    return found[:SHOWN]


def _distance(entry, service):
    """A stable sort by this keeps the better match first among equals."""
    if entry.service_id == service.pk:
        return 0
    return 1 if entry.department_id == service.department_id else 2
