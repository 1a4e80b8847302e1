"""Who belongs to an organisation, and who answers for it. Each verb locks what it changes, in one transaction.

Whether somebody may is asked of OrganisationPermissions before. People and organisations are saved one by one, so that
the audit hears of each; a ticket keeps the organisation with which it was submitted, whoever joins or leaves.
"""

from functools import wraps

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts import signals
from helpdesk.accounts.models import Membership, Organisation, Role, User
from helpdesk.audit import origin
from helpdesk.common.refused import Refused


def recorded(verb):
    """Run a verb in one transaction, in the name of `by`: the audit reads who it was, also outside of a request."""

    @wraps(verb)
    def run(*args, by, **kwargs):
        with transaction.atomic(), origin.acting(by):
            return verb(*args, by=by, **kwargs)

    return run


@recorded
def request_membership(person, organisation, *, by):
    """`person` asks to belong to `organisation`, by themselves; takes the place of an earlier unanswered request.

    Refused while they belong to another one, and for an organisation that is not on the public list of agencies.
    """
    person = locked(person)
    if person.is_member:
        raise Refused(_("You belong to %(name)s. Leave it first.") % {"name": person.organisation})
    organisation = Organisation.objects.joinable().select_for_update().filter(pk=organisation.pk).first()
    if organisation is None or person.role != Role.CLIENT:
        raise Refused(_("This organisation cannot be joined. Please choose another one."))
    if person.organisation_id == organisation.pk:
        raise Refused(_("You have asked already; the request waits for an answer."))
    return _ask(person, organisation)


@recorded
def accept_member(person, *, by):
    """Make the person who asked a member. Their earlier tickets stay with them: they were submitted without it."""
    person = _asking(person)
    person.membership = Membership.MEMBER
    person.save(update_fields=["membership"])
    _decided(person, person.organisation, by=by, accepted=True)
    return person


@recorded
def refuse_member(person, *, by):
    """Turn the request down: the person belongs to no organisation and asks in their own name."""
    person = _asking(person)
    organisation = person.organisation
    _put_out(person)
    _decided(person, organisation, by=by, accepted=False)
    return person


@recorded
def take_back_request(person, *, by):
    """The person does not ask any longer."""
    return _put_out(_asking(person))


@recorded
def set_contact(person, is_contact, *, by):
    """Mark a member as contact person of their organisation, or take the mark away. Returns the organisation."""
    person = locked(person)
    if not person.is_member:
        raise Refused(_("Only a member can be a contact person."))
    person.membership = Membership.CONTACT if is_contact else Membership.MEMBER
    person.save(update_fields=["membership"])
    return person.organisation


@recorded
def remove_member(person, *, by):
    """End a membership: the person leaves, or is taken out. Returns the organisation that was left."""
    person = locked(person)
    if not person.is_member:
        raise Refused(_("%(name)s is not a member any more.") % {"name": person})
    organisation = person.organisation
    _put_out(person)
    return organisation


@recorded
def share_tickets(organisation, shares, *, by):
    """Colleagues may see our tickets, or not; takes effect with everybody's next request."""
    organisation = Organisation.objects.standing().select_for_update().get(pk=organisation.pk)
    if organisation.shares_tickets != shares:
        organisation.shares_tickets = shares
        organisation.save(update_fields=["shares_tickets", "updated_at"])
    return organisation


def contacts_of(organisation):
    """The people who answer for it now."""
    return organisation.people.active().clients().filter(membership=Membership.CONTACT)


def is_last_contact(person):
    """Without this person nobody but the desk would answer for their organisation."""
    return person.membership == Membership.CONTACT and not contacts_of(person.organisation).exclude(pk=person.pk).exists()


def without_contact(organisation):
    """The sentence for an organisation that has members and nobody who answers for it; empty otherwise."""
    members = organisation.people.active().clients()
    if not members.filter(membership=Membership.MEMBER).exists() or contacts_of(organisation).exists():
        return ""
    return _("%(name)s has no contact person now: the helpdesk alone decides who belongs to it.") % {"name": organisation}


def locked(person):
    return User.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=person.pk)


def _asking(person):
    person = locked(person)
    if person.membership != Membership.REQUESTED:
        raise Refused(_("This request has been answered or taken back already."))
    return person


def _ask(person, organisation):
    person.organisation, person.membership = organisation, Membership.REQUESTED
    person.save(update_fields=["organisation", "membership"])
    signals.membership_requested.send(sender=User, person=person, organisation=organisation)
    return person


def _put_out(person):
    person.organisation, person.membership = None, Membership.NONE
    person.save(update_fields=["organisation", "membership"])
    return person


def _decided(person, organisation, *, by, accepted):
    signals.membership_decided.send(sender=User, person=person, organisation=organisation, accepted=accepted, by=by)
