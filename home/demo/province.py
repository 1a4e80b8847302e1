"""What the desk's own screens have to show: somebody away, memberships asked for, a registration that waits, shared
tickets. Told with the real verbs, like the tickets; the questions for the FAQ stand in questions.py."""

from datetime import timedelta

from django.utils import timezone

from helpdesk.accounts import absence, organisations
from helpdesk.accounts.models import Organisation
from helpdesk.accounts.registration import Kind, register
from helpdesk.tickets.models import Ticket
from home.demo.cast import COMPANIES

# Two people who want to belong to an agency, and one whom the office has not let in yet.
ASKING = [("laras", "Laras Ayuningtyas"), ("bagas", "Bagas Nugroho")]
WAITING = ("surya", "Surya Kencana Putra")


def tell_of_the_desk(staff, client, admin, password):
    """`staff` by department code, the client of the demo, the Admin who decides, the password of all."""
    absence.go_away(
        staff["email"][0], until=timezone.localdate() + timedelta(days=9), deputy=staff["aplikasi"][0], by=staff["email"][0]
    )
    _a_company_that_shares(client, admin)
    agency = Organisation.objects.agencies().order_by("pk").first()
    for username, name in ASKING:
        _registers(username, name, password, kind=Kind.AGENCY, agency=agency)
    _registers(*WAITING, password, kind=Kind.CITIZEN, needs_approval=True)
    _a_second_record_of(COMPANIES[1][0])
    Ticket.objects.filter(requester=client).open().latest("pk").add_watcher(staff["server"][0], by=admin)


def _a_company_that_shares(client, admin):
    """The client of the demo answers for a company whose people read each other's tickets, but for one."""
    organisations.set_contact(client, True, by=admin)
    organisations.share_tickets(client.organisation, True, by=client)
    client.refresh_from_db()
    Ticket.objects.filter(requester=client).earliest("pk").set_private(True, by=client)


def _registers(username, name, password, *, kind, agency=None, needs_approval=False):
    data = {
        "username": username, "email": f"{username}@helpdesk.example", "name": name, "phone": "+6281200001234",
        "password1": password, "kind": kind, "agency": agency,
    }  # fmt: skip
    return register(data, language="id", needs_approval=needs_approval)


def _a_second_record_of(name):
    """The same company as somebody else typed it: for “Merge with another record”."""
    Organisation.objects.create(kind=Organisation.Kind.COMPANY, name=name.replace("CV ", "CV. ").upper())
