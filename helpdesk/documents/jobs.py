"""What the clock does for documents."""

from helpdesk.common.clock import job
from helpdesk.documents import abandoned, vault
from helpdesk.documents.expiry import expire_due
from helpdesk.documents.retention import delete_due


@job(hours=1)
def delete_old_documents():
    """Delete the documents of tickets that were closed long enough ago, unless the ticket is held."""
    return delete_due()


@job(minutes=1)
def finish_abandoned_uploads():
    """Judge files that have arrived whole and whose web worker was killed before it could."""
    return abandoned.finish()


@job(hours=1)
def forget_expired_uploads():
    """Delete what is left of uploads that nobody went on with for three days."""
    return abandoned.forget_expired()


@job(hours=12)
def expire_documents():
    """Ask again for accepted documents whose last day is over, on tickets that are still open."""
    return expire_due()


@job(hours=12)
def forget_expired_copies():
    """Delete the kept copies of documents that expired 30 days ago or before."""
    return vault.forget_expired()
