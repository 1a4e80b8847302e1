"""What the desk's own screens have to show: somebody away, memberships asked for, a registration that waits, shared
tickets. Told with the real verbs, like the tickets."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from faq.models import FAQEntry
from helpdesk.accounts import organisations
from helpdesk.accounts.addresses import ensure_address
from helpdesk.accounts.models import Membership, Organisation, Role, User
from helpdesk.accounts.signals import registration_waits
from helpdesk.audit import origin
from helpdesk.tickets.models import Ticket
from home.demo.cast import COMPANIES

# Two people who want to belong to an agency, and one whom the office has not let in yet.
ASKING = [("laras", "Laras Ayuningtyas"), ("bagas", "Bagas Nugroho")]
WAITING = ("surya", "Surya Kencana Putra")


def tell_of_the_desk(staff, client, admin):
    """`staff` by department code, the client of the demo, and the Admin who decides."""
    _somebody_is_away(staff["email"][0], staff["aplikasi"][0], admin)
    _a_company_that_shares(client, admin)
    _requests(admin)
    _a_second_record_of(COMPANIES[1][0])
    _watched(client, staff["server"][0], admin)
    FAQEntry.ask(
        department=staff["email"][0].department, subject="Bisakah kuota kotak surat ditambah?",
        text="Kotak surat dinas saya hampir penuh setiap akhir bulan.", by=client,
    )


def _somebody_is_away(person, deputy, admin):
    with origin.acting(admin):
        person.away_until, person.deputy = timezone.localdate() + timedelta(days=9), deputy
        person.save()


def _a_company_that_shares(client, admin):
    """The client of the demo answers for a company whose people read each other's tickets, but for one."""
    organisations.set_contact(client, True, by=admin)
    organisations.share_tickets(client.organisation, True, by=client)
    client.refresh_from_db()
    own = Ticket.objects.filter(requester=client).order_by("pk").first()
    own.set_private(True, by=client)


def _requests(admin):
    agency = Organisation.objects.agencies().order_by("pk").first()
    for username, name in ASKING:
        organisations.request_membership(_registered(username, name), agency, by=admin)
    waiting = _registered(*WAITING, is_active=False, awaits_approval=True)
    registration_waits.send(sender=User, person=waiting)


def _registered(username, name, **fields):
    person = User.objects.create_user(
        username, f"{username}@helpdesk.example", None, name=name, role=Role.CLIENT, membership=Membership.NONE,
        phone="+628120000" + str(1000 + len(username)), privacy_version=settings.PRIVACY_NOTICE_VERSION,
        privacy_agreed_at=timezone.now(), **fields,
    )  # fmt: skip
    ensure_address(person, verified=False)
    return person


def _a_second_record_of(name):
    """The same company as somebody else typed it: for “Merge duplicates”."""
    Organisation.objects.create(kind=Organisation.Kind.COMPANY, name=name.replace("CV ", "CV. ").upper())


def _watched(client, colleague, admin):
    ticket = Ticket.objects.filter(requester=client).open().order_by("-pk").first()
    ticket.add_watcher(colleague, by=admin)
