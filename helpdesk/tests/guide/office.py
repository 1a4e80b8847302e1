"""The office of the guide: the real catalogue, calendar, questions and pages, and two officers."""

from dataclasses import dataclass

from faq.load import load as load_faq
from helpdesk.accounts.addresses import ensure_address
from helpdesk.accounts.models import Organisation
from helpdesk.catalogue.load import load as load_catalogue
from helpdesk.catalogue.models import Service
from helpdesk.documents.result import send_result
from helpdesk.evaluations.load import load as load_questions
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket
from helpdesk.worktime.load import load as load_calendar
from home import setup

SERVICE = "Registrasi dan Verifikasi Berkas (bagi pengguna baru di SPSE)"
COMPANY = "PT Tirta Contoh Abadi"
PASSWORD = make.PASSWORD


@dataclass
class Office:
    """`officer` has a staff code, which is how clients see them; `second` works in the same department."""

    service: Service
    officer: object
    second: object

    def client(self, username="dewi", **facts):
        """A client of a company, with a confirmed address and a password."""
        organisation = make.make_organisation(COMPANY, npwp="01.234.567.8-901.000", kind=Organisation.Kind.COMPANY)
        facts = {"name": "Dewi Lestari", "phone": "+6281234567890", "organisation": organisation, **facts}
        person = make.make_client(username, password=PASSWORD, **facts)
        ensure_address(person, verified=True)
        return person

    def ticket(self, client, *, state="open"):
        """The client's ticket, brought into a state by the real verbs."""
        ticket = make.make_ticket(
            requester=client, service=self.service, applicant="company", whatsapp_number="+6281234567890",
            description=f"Permohonan Registrasi dan Verifikasi Berkas atas nama {COMPANY}.",
        )  # fmt: skip
        if state != "open":
            for code in ("ktp_direksi", "npwp"):
                slot = make.send_document(ticket, code, name=f"{code}.pdf")
                if state != "checking":
                    make.judge_document(slot, by=self.officer)
        if state in {"video call", "closed"}:
            send_result(fresh(ticket), by=self.officer)
        if state == "closed":
            fresh(ticket).record_call("matches", "", by=self.officer)
            fresh(ticket).close("Akun SPSE Anda sudah aktif.", by=self.officer)
        return fresh(ticket)


def fresh(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def build(*, pages=False):
    """Load what every installation has; the public pages too where a test opens them."""
    load_catalogue()
    load_questions()
    load_calendar()
    if pages:
        load_faq()
        setup.pages()
    service = Service.objects.get(title=SERVICE)
    officer, second = (
        make.make_staff(username, service.department, name=name, staff_code=code, password=PASSWORD)
        for username, name, code in (("rudi", "Rudi Hartono", "BoA45Xm"), ("wati", "Wati Susanti", "KeD27Rn"))
    )
    for person in (officer, second):
        ensure_address(person, verified=True)
    return Office(service, officer, second)
