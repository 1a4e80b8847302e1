"""What the clock does for people."""

from helpdesk.accounts.avatars import sweep_avatars
from helpdesk.accounts.sessions.keeping import forget_ended_sessions
from helpdesk.common.clock import job

job(hours=12)(sweep_avatars)
job(hours=12)(forget_ended_sessions)
