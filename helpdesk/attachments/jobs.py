"""What the clock does for private files."""

from helpdesk.attachments.sweep import sweep_orphans
from helpdesk.common.clock import job

job(hours=12)(sweep_orphans)
