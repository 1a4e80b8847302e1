"""What later nouns (notifications, reports) hear of tickets."""

from django.dispatch import Signal

# Sent inside the verb's transaction with `ticket` and `event`; listeners enqueue work, they never block.
ticket_event_recorded = Signal()
# Sent once at the end of a handover, after the events, for each person who got tickets: `person`, `number`, `by`.
tickets_handed_over = Signal()
