"""What the clock does for private files."""

from helpdesk.attachments import waiting_pages
from helpdesk.attachments.scanning import scan_waiting
from helpdesk.attachments.sweep import sweep_orphans
from helpdesk.common.clock import job

job(hours=12)(sweep_orphans)


@job(minutes=2)
def scan_waiting_files():
    """Ask the virus scanner again about files that still wait for it."""
    return scan_waiting()


@job(hours=1)
def forget_old_photos():
    """Delete photographed pages that nobody has sent for three days."""
    return waiting_pages.forget_old()
