"""What the calendar tells other nouns."""

from django.dispatch import Signal

# Sent within the transaction of the change, after each: hours, days off or Ramadan are not what they were.
calendar_changed = Signal()
