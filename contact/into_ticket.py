"""A message becomes a ticket: for whom, of which service, and what the ticket says of where it came from."""

import re

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.accounts import addresses
from helpdesk.accounts.models import Applicant
from helpdesk.accounts.registration import Kind
from helpdesk.accounts.walk_in import add_client, has_account
from helpdesk.catalogue.models import Service, TicketSource
from helpdesk.common.dates import long_date
from helpdesk.tickets.models import Ticket

# The first of these that the installation uses: a source of its own for the form, the website, “Lain-lain”.
SOURCES = ("kontak", "web", TicketSource.DEFAULT_CODE)
ADDRESS = re.compile(r"[@/\\:<>]|\w\.\w{2,}|\bwww\b", re.I)


def services():
    """What can be asked for without the client's documents or a call: “Permintaan lain” of each department, complaints …"""
    return Service.objects.available().filter(has_video_call=False, required_documents=None)


def owner_of(message):
    """The client whose account has confirmed exactly this address, or None."""
    person = addresses.owner_of(message.email)
    return person if person is not None and person.is_client else None


def may_be_invited(message):
    """Whether a new client may get this address: nobody has it yet, confirmed or not."""
    return not has_account(message.email.lower())


def looks_like_an_address(name):
    """A name that mail programs would turn into a link: the client's own mails begin with it."""
    return bool(ADDRESS.search(name))


def make_ticket(message, *, service, client, newcomer, by):
    """Submit the ticket, with a new client where `client` is None; within the caller's transaction."""
    client = client or _new_client(message, newcomer, by=by)
    applicant = client.organisation.applicant if client.organisation_id else Applicant.CITIZEN
    return Ticket.submit(
        service=service, title=message.subject if service.free_title else service.title, description=description_of(message),
        requester=client, source=_source(), type=service.type, by=by, applicant=applicant,
    )  # fmt: skip


def description_of(message):
    """What the visitor wrote, and where it came from. Stored, so in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        origin = _("From the contact form: message #%(number)s of %(date)s.") % {
            "number": message.pk, "date": long_date(message.created_at),
        }  # fmt: skip
    return f"{message.text}\n\n{origin}"


def _new_client(message, name, *, by):
    """SECURITY: a stranger typed the address, so it counts as nobody's until its owner has opened the link; until then no
    mail goes there but that one, which names nobody and quotes nothing (mails.invite)."""
    from contact.mails import invite

    person, _password = add_client({"name": name, "kind": Kind.CITIZEN, "email": "", "phone": ""}, by=by)
    person.must_change_password = False
    person.set_unusable_password()  # nobody knows the first one; the person chooses their own
    if may_be_invited(message):
        person.email = message.email.lower()
    person.save()
    if address := addresses.ensure_address(person, verified=False):
        invite.enqueue(address.pk)
    return person


def _source():
    active = {source.code: source for source in TicketSource.objects.filter(is_active=True)}
    return next((active[code] for code in SOURCES if code in active), None) or TicketSource.objects.get(code=TicketSource.DEFAULT_CODE)
