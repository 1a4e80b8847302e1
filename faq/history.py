"""Every revision of an entry, as its page tells it: who, when, and what it said."""

from dataclasses import dataclass
from datetime import datetime

SHOWN = 30


@dataclass(frozen=True)
class Version:
    who: str
    at: datetime
    question: str
    answer: str  # rich text as the CMS keeps it
    is_live: bool


def history_of(entry):
    """The newest SHOWN revisions, newest first; one query."""
    revisions = entry.revisions.select_related("user").order_by("-created_at", "-pk")[:SHOWN]
    return [
        Version(
            who=str(one.user or ""), at=one.created_at, question=one.content.get("question", ""),
            answer=one.content.get("answer", ""), is_live=entry.live and one.pk == entry.live_revision_id,
        )
        for one in revisions
    ]  # fmt: skip
