"""What the account `client` finds about documents: one that ran out, one kept for the organisation and offered again,
accepted sets with their receipt, and who of the desk opened what. One that is asked for again tells the guide itself."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document

from helpdesk.attachments.opening import FileOpening, note
from helpdesk.attachments.samples import small_pdf
from helpdesk.catalogue.models import DocumentRequirement
from home.demo import texts
from home.demo.story import Story

# Service, plot, and how many working hours ago it began.
PAPERS = [("lpse-ubah-data", "kept", 70), ("lpse-info-userid", "ran_out", 24), ("lpse-agregasi", "offered", 5)]
NEW_NUMBER = "lpse-ubah-npwp"
"""Asks for a tax number that has just changed: the kept one would be the old one."""
OF_THE_ORGANISATION, RUNS_OUT = ("npwp", "nib", "akta"), "surat_kuasa"


def set_up_the_documents():
    """What an office writes on the forms of its services: explanations, a sample, what runs out, what may be kept."""
    sample = Document(title="Contoh surat permohonan")
    sample.file.save("contoh-surat-permohonan.pdf", ContentFile(small_pdf("Contoh surat permohonan")))
    for requirement in DocumentRequirement.objects.filter(code__in=texts.EXPLANATIONS).select_related("service"):
        requirement.explanation, requirement.explanation_en = texts.EXPLANATIONS[requirement.code]
        requirement.is_reusable = requirement.code in OF_THE_ORGANISATION and requirement.service.code != NEW_NUMBER
        requirement.expires = requirement.code == RUNS_OUT
        requirement.sample = sample if requirement.code == "surat_permohonan" else None
        requirement.save()


def tell_of_documents(client, services, staff, random, calendar):
    """Three more tickets of the demo's client; `services` by code, `staff` by department code."""
    for code, plot, hours in PAPERS:
        start, service = calendar.add(timezone.now(), timedelta(hours=-hours)), services[code]
        story = Papers(service, client, staff[service.department.code][0], start, random=random, calendar=calendar)
        story.is_by_proxy = plot == "ran_out"
        story.tell(plot)


class Papers(Story):
    """A story in which the officer opens each document before judging it."""

    def check(self, refuse):
        self.wait(0.3)
        sent = [slot.current for slot in self.ticket.slots.filter(state="sent").select_related("current")]
        note(sent, self.officer, FileOpening.What.PAGES, at=self.at)
        note(sent[:1], self.officer, FileOpening.What.ORIGINAL, at=self.at)
        super().check(refuse)

    def kept(self):
        """Done; the client agrees that the organisation's own papers are kept for the next request."""
        for slot in self.ticket.slots.filter(code="nib"):
            self.wait(0.3)
            slot.send(self.file(slot), by=self.client, at=self.at)
        self.arrive()
        self.call()
        self.wait(1)
        self.ticket.close(self.closing(), by=self.officer, at=self.at)
        self.wait(1)
        for slot in self.ticket.slots.filter(code__in=OF_THE_ORGANISATION, state="accepted"):
            slot.keep_for_next_request(by=self.client, at=self.at)

    def offered(self):
        """Just sent: the places offer what is kept, nothing is here yet."""

    def ran_out(self):
        """The power of attorney was accepted on its last day; that night the clock asks for a new one."""
        self.arrive()
        slot = self.ticket.slots.get(code=RUNS_OUT)
        slot.expire(by=None, at=datetime.combine(slot.expires_on + timedelta(days=1), time(0, 10), timezone.get_default_timezone()))

    def last_day_of(self, slot):
        return timezone.localdate(self.at) if slot.code == RUNS_OUT else None
