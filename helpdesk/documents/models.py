"""Table of contents of the documents noun."""

from helpdesk.documents.slot import DocumentSlot, SlotState
from helpdesk.documents.vault import KeptDocument
from helpdesk.documents.version import DocumentVersion

__all__ = ["DocumentSlot", "DocumentVersion", "KeptDocument", "SlotState"]
