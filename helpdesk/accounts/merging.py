"""Two records of one organisation become one: people and tickets move, the duplicate stays as history."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from helpdesk.accounts import signals
from helpdesk.accounts.membership import Refused, recorded
from helpdesk.accounts.models import Membership, Organisation, User
from helpdesk.audit.models import AuditEntry
from helpdesk.audit.recording import write
from helpdesk.audit.values import named


@dataclass(frozen=True)
class Merged:
    """What has moved, as counts; `made_private` of the tickets are now between their requester and the helpdesk."""

    people: int
    tickets: int
    made_private: int


@recorded
def merge(duplicate, into, *, by, as_members=True):
    """Move the people and tickets of `duplicate` to `into`, and mark it as merged. Returns `Merged`.

    Nobody becomes a contact person by it. With `as_members` False its members must be accepted one by one, for a
    record in which a stranger had typed the name. No ticket gets new readers: where colleagues could not read it
    before, it becomes private, and its requester may open it.
    """
    duplicate, into = _both(duplicate, into)
    if why := why_not(duplicate, into):
        raise Refused(why)
    private = not as_members or (into.shares_tickets and not duplicate.shares_tickets)
    people = _move_people(duplicate, into, as_members=as_members)
    tickets, made_private = duplicate.tickets.all().move_to_organisation(into, private=private, by=by)
    duplicate.kept_documents.all().move_to_organisation(into, as_members=as_members, by=by)
    for older in [*duplicate.duplicates.all(), duplicate]:
        older.merged_into, older.is_active = into, False
        older.save(update_fields=["merged_into", "is_active", "updated_at"])
    _note_tickets(duplicate, into, tickets)
    return Merged(people, tickets, made_private)


def why_not(duplicate, into):
    """The sentence that refuses this pair, or ""."""
    if duplicate.pk == into.pk:
        return _("Choose another record than this one.")
    if duplicate.merged_into_id:
        return _("%(name)s has been merged already.") % {"name": duplicate}
    if into.merged_into_id or not into.is_active:
        return _("%(name)s is not active. Choose a record that is in use.") % {"name": into}
    if duplicate.kind == Organisation.Kind.AGENCY and into.kind != Organisation.Kind.AGENCY:
        return _("An agency can only be merged into another agency.")
    return ""


def _note_tickets(duplicate, into, tickets):
    """The audit hears of people and organisations by their saving; of tickets, moved in one step, it reads how many."""
    write(duplicate, AuditEntry.Action.CHANGED, {"tickets": tickets}, {"tickets": 0, "moved_to": named(into)})


def _both(duplicate, into):
    """Both rows under lock, in one order, so that two merges at once cannot block each other."""
    rows = Organisation.objects.select_for_update().order_by("pk").in_bulk([duplicate.pk, into.pk])
    return rows[duplicate.pk], rows[into.pk]


def _move_people(duplicate, into, *, as_members):
    people = list(duplicate.people.select_for_update().order_by("pk"))
    for person in people:
        was_member = person.is_member
        person.organisation = into
        person.membership = Membership.MEMBER if was_member and as_members else Membership.REQUESTED
        person.save(update_fields=["organisation", "membership"])
        if was_member and not as_members:
            signals.membership_requested.send(sender=User, person=person, organisation=into)
    return len(people)
