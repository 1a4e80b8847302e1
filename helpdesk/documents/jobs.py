"""What the clock does for documents."""

from helpdesk.common.clock import job
from helpdesk.documents.retention import delete_due


@job(hours=1)
def delete_old_documents():
    """Delete the documents of tickets that were closed long enough ago, unless the ticket is held."""
    return delete_due()
