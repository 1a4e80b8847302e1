"""What the clock does for video calls."""

from helpdesk.calls.reminders import remind
from helpdesk.common.clock import job


@job(minutes=5)
def remind_of_calls():
    """Remind the client and the officer of a video call, the day before and an hour before."""
    return remind()
