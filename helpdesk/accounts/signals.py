"""What later nouns hear of people. Sent inside the transaction of the change."""

from django.dispatch import Signal

# sender=User; person, organisation: somebody asks to belong to an organisation that exists.
membership_requested = Signal()
# sender=User; person, organisation, accepted (bool), by: the answer to it.
membership_decided = Signal()
# sender=User; person: registered while registrations need approval.
registration_waits = Signal()
# sender=User; person, by: the account that waited may be used now.
registration_approved = Signal()
