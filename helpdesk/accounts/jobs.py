"""What the clock does for people."""

from helpdesk.accounts.avatars import sweep_avatars
from helpdesk.common.clock import job

job(hours=12)(sweep_avatars)
