"""What can happen to an organisation: the verbs in one place, for those who call them.

Joining, leaving and answering for it stand in membership.py, duplicates in merging.py. Whether somebody may is asked
of `organisation.permissions_for(user)` before; a refusal is `Refused` with a sentence for the person.
"""

from helpdesk.accounts.membership import (
    Refused,
    accept_member,
    contacts_of,
    is_last_contact,
    refuse_member,
    remove_member,
    request_membership,
    set_contact,
    share_tickets,
    take_back_request,
    without_contact,
)
from helpdesk.accounts.merging import Merged, merge

__all__ = [
    "Merged", "Refused", "accept_member", "contacts_of", "is_last_contact", "merge", "refuse_member", "remove_member",
    "request_membership", "set_contact", "share_tickets", "take_back_request", "without_contact",
]
