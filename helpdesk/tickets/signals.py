"""The one signal of the desk: later nouns (notifications, reports) listen to it."""

from django.dispatch import Signal

# Sent inside the verb's transaction with `ticket` and `event`; listeners enqueue work, they never block.
ticket_event_recorded = Signal()
