"""What the desk's signals mean for notifications. Connected by helpdesk/receivers.py; all run inside the change's transaction."""

from django.dispatch import receiver
from django.urls import NoReverseMatch, reverse

from helpdesk.accounts import signals as accounts
from helpdesk.accounts.models import Membership, Role, User
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.tell import tell, tell_of_event, tell_of_handover
from helpdesk.tickets import signals as tickets


@receiver(tickets.ticket_event_recorded, dispatch_uid="helpdesk.notifications.event")
def hear_of_event(sender, ticket, event, **kwargs):
    tell_of_event(event, ticket)


@receiver(tickets.tickets_handed_over, dispatch_uid="helpdesk.notifications.handover")
def hear_of_handover(sender, person, number, by, **kwargs):
    tell_of_handover(person, number, by=by)


@receiver(accounts.membership_requested, dispatch_uid="helpdesk.notifications.membership_requested")
def hear_of_request(sender, person, organisation, **kwargs):
    """Who may answer it: the organisation's contact persons and the admins."""
    contacts = User.objects.filter(organisation=organisation, membership=Membership.CONTACT)
    facts = {"what": "membership_requested", "person": str(person), "organisation": str(organisation)}
    tell([*contacts, *managers()], Kind.MEMBERSHIP, facts=facts, path=page("organisation", organisation.pk), by=person)


@receiver(accounts.membership_decided, dispatch_uid="helpdesk.notifications.membership_decided")
def hear_of_decision(sender, person, organisation, accepted, by=None, **kwargs):
    what = "membership_accepted" if accepted else "membership_refused"
    facts = {"what": what, "organisation": str(organisation)}
    tell([person], Kind.MEMBERSHIP, facts=facts, path=reverse("helpdesk:profile"), by=by)


@receiver(accounts.registration_waits, dispatch_uid="helpdesk.notifications.registration_waits")
def hear_of_registration(sender, person, **kwargs):
    facts = {"what": "registration_waits", "person": str(person)}
    tell(managers(), Kind.REGISTRATION, facts=facts, path=page("client_person", person.pk))


@receiver(accounts.registration_approved, dispatch_uid="helpdesk.notifications.registration_approved")
def hear_of_approval(sender, person, by=None, **kwargs):
    tell([person], Kind.REGISTRATION, facts={"what": "registration_approved"}, path=reverse("helpdesk:dashboard"), by=by)


def managers():
    return User.objects.active().filter(role__in=[Role.ADMIN, Role.SUPERADMIN])


def page(name, *args):
    """The address of another noun's page; none where this installation does not serve it."""
    try:
        return reverse(f"helpdesk:{name}", args=args)
    except NoReverseMatch:
        return ""
