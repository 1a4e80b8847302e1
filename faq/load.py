"""Fill the FAQ of a fresh site from the shipped data. Safe to run as often as one likes."""

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from wagtail.models import Revision

from faq.models import FAQEntry
from helpdesk.common.domain import domain
from helpdesk.departments.models import Department

STEP = 10


@transaction.atomic
def load() -> int:
    """Add the entries of the shipped data where the FAQ is still empty; return how many.

    Questions have no code, and people reword them: a FAQ with any entry at all, draft or live, is left alone.
    """
    if FAQEntry.objects.exists():
        return 0
    departments = dict(Department.objects.values_list("code", "pk"))
    now = timezone.now()
    entries = [
        FAQEntry(
            question=row["subject"],
            answer=format_html("<p>{}</p>", row["description"]),
            department_id=departments[row["department_code"]],
            sort_order=order * STEP,
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        for order, row in enumerate(domain()["faq"], start=1)
        if row["department_code"] in departments
    ]
    _keep_first_wording(FAQEntry.objects.bulk_create(entries), now)
    return len(entries)


def _keep_first_wording(entries, now):
    """The history of an entry begins with the words that it came with."""
    kind = FAQEntry.get_base_content_type()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_object=entry, base_content_type=kind, content=entry.serializable_data(), object_str=str(entry), created_at=now
        )
        for entry in entries
    )
    for entry, revision in zip(entries, revisions, strict=True):
        entry.latest_revision = entry.live_revision = revision
    FAQEntry.objects.bulk_update(entries, ["latest_revision", "live_revision"])
