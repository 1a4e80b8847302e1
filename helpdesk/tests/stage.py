"""The whole cast on one stage: every kind of person, and a ticket in every state that a verb asks for."""

from dataclasses import dataclass, field

from django.test import Client

from helpdesk.accounts.addresses import ensure_address
from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.other_files import attach
from helpdesk.attachments.samples import small_pdf
from helpdesk.calls import verbs as calls
from helpdesk.documents.result import send_result
from helpdesk.evaluations.models import EvaluationQuestion, EvaluationSection
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket

PEOPLE = (
    "anonymous", "requester", "other client", "colleague", "staff", "other staff", "staff without department",
    "editor", "admin", "super admin", "deactivated",
)  # fmt: skip
CANARY, FOREIGN_CANARY = "kanarixyzzy", "asingplughx"


def pdf(name="berkas.pdf", text="Surat"):
    """A checked file, as the verbs take it."""
    return Accepted(name=name, content=small_pdf(text))


@dataclass
class Stage:
    """`people` by the names above (None: anonymous), `tickets` by state; all tickets are the requester's."""

    people: dict
    tickets: dict
    departments: dict
    services: dict
    browsers: dict = field(default_factory=dict)

    def browser(self, name):
        """A browser in which this person has logged in; the deactivated one did so when they still might."""
        if name not in self.browsers:
            browser = self.browsers[name] = Client()
            if person := self.people[name]:
                type(person).objects.filter(pk=person.pk).update(is_active=True)
                browser.force_login(person)
                type(person).objects.filter(pk=person.pk).update(is_active=person.is_active)
        return self.browsers[name]


def build():
    """Make everybody and everything; some hundred inserts."""
    network, mail = make.make_department("Jaringan"), make.make_department("Surat Elektronik")
    company = make.make_organisation("PT Maju Bersama", shares_tickets=True)
    people = {
        "anonymous": None,
        "requester": make.make_client("budi", name="Budi Prasetyo", organisation=company, phone="+6281234567890"),
        "other client": make.make_client("citra", organisation=make.make_organisation("CV Lain", shares_tickets=True)),
        "colleague": make.make_client("ani", organisation=company),
        "staff": make.make_staff("rudi", network, name="Rudi Hartono"),
        "other staff": make.make_staff("wati", mail),
        "staff without department": make.make_staff("joko"),
        "editor": make.make_editor("eka"),
        "admin": make.make_admin("adi"),
        "super admin": make.make_superadmin("sari"),
        "deactivated": make.make_admin("lama", is_active=False),
    }
    services = {
        "papers": make.make_service("Hosting", department=network, documents=["ktp", "surat"], has_video_call=True),
        "plain": make.make_service("Internet lambat", department=network, free_title=True),
        "mail": make.make_service("Kotak surat", department=mail),
    }
    stage = Stage(people, {}, {"network": network, "mail": mail}, services)
    _questions()
    DeskSettings.objects.update_or_create(pk=1, defaults={"clients_edit_tickets": True, "staff_edit_tickets": True})
    _tickets(stage)
    # As everybody has one who registered or was made by an Admin; last, so that what led here has sent no mail.
    for person in filter(None, people.values()):
        ensure_address(person, verified=True)
    return stage


def _questions():
    section = EvaluationSection.objects.create(code="p", title="Pelayanan")
    EvaluationQuestion.objects.create(code="p1", section=section, text="Cepat?")
    EvaluationQuestion.objects.create(code="p2", section=section, text="Ramah?")


def _tickets(stage):
    budi, rudi, adi = (stage.people[name] for name in ("requester", "staff", "admin"))

    def new(service="papers", requester=budi):
        return make.make_ticket(f"Tiket {service}", requester=requester, service=stage.services[service])

    def with_papers(verdict=""):
        ticket = new()
        for slot in ticket.slots.all():
            send(slot, ticket, by=budi)
            if verdict:
                slot.judge(verdict, key=slot.current.key, by=rudi)
        return ticket

    tickets = stage.tickets
    tickets["open"] = new()
    send(tickets["open"].slots.first(), tickets["open"], by=budi)
    attach(tickets["open"], pdf("lampiran.pdf"), by=budi)
    tickets["open"].add_note(f"Catatan {CANARY}", by=rudi)
    tickets["checking"] = with_papers("accept")
    tickets["call"] = with_papers("accept")
    send_result(tickets["call"], by=rudi)
    tickets["proposed"] = with_papers("accept")
    tickets["proposed"].whatsapp_number = budi.phone
    tickets["proposed"].save(update_fields=["whatsapp_number"])
    send_result(tickets["proposed"], by=rudi)
    calls.propose(tickets["proposed"], make.call_time(), by=budi)
    tickets["waiting"] = new("plain")
    tickets["waiting"].wait_for_client("Apa nomornya?", by=rudi)
    tickets["escalated"] = new("plain")
    tickets["escalated"].escalate("Pusat Data", "7/2026", by=rudi)
    tickets["closed"] = new("plain")
    tickets["closed"].close("Sudah selesai.", by=adi)
    tickets["taken"] = new("plain")
    tickets["taken"].assign_to(rudi, by=adi)
    tickets["taken"].add_watcher(stage.people["other staff"], by=adi)
    tickets["taken"].edit(description="Mohon dibantu segera.", by=budi)
    tickets["foreign"] = new("mail", requester=stage.people["other client"])
    tickets["foreign"].reply(f"Rahasia {FOREIGN_CANARY}", by=stage.people["other client"])
    attach(tickets["foreign"], pdf("asing.pdf"), by=stage.people["other client"])
    for name, ticket in tickets.items():
        tickets[name] = Ticket.objects.get(pk=ticket.pk)


def send(slot, ticket, *, by):
    """Put a small file into a document's place."""
    slot.ticket = ticket
    return slot.send(pdf(f"{slot.code}.pdf"), by=by)
