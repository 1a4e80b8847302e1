"""One ticket's life, told with the real verbs at moments of the past. A story that has reached today stops there."""

from datetime import timedelta

from django.utils import timezone

from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.samples import small_pdf
from helpdesk.catalogue.models import TicketSource
from helpdesk.documents.result import send_result
from helpdesk.evaluations.models import Evaluation, EvaluationQuestion
from helpdesk.tickets.descriptions import fill
from helpdesk.tickets.models import Ticket
from home.demo import texts


class Today(Exception):
    """The story has caught up with the present; the ticket stays as it is."""


class Story:
    """Tells one ticket. `wait(hours)` moves on in working time, never beyond now."""

    is_by_proxy = False

    def __init__(self, service, client, officer, start, *, random, calendar):
        self.service, self.client, self.officer = service, client, officer
        self.at, self.random, self.calendar, self.now = start, random, calendar, timezone.now()

    def tell(self, plot):
        try:
            self.submit()
            getattr(self, plot)()
        except Today:
            pass
        return self.ticket

    # Plots

    def ordinary(self):
        """Documents or talk, then closed and often evaluated."""
        self.arrive()
        if self.service.has_video_call:
            self.call()
        elif self.random.random() < 0.7:
            self.talk()
        self.finish()

    def corrected(self):
        """A document has to be sent again."""
        self.arrive(refuse=True)
        if self.service.has_video_call:
            self.call()
        self.finish()

    def questioned(self):
        self.send_documents(all_of_them=True)
        self.take()
        self.wait(2)
        self.ticket.wait_for_client(self.pick(texts.QUESTIONS), by=self.officer, at=self.at)
        if self.random.random() < 0.3:
            return
        self.wait(6)
        self.ticket.reply(self.pick(texts.ANSWERS), by=self.client, at=self.at)
        self.finish()

    def escalated(self):
        self.passed_on()
        if self.random.random() < 0.5:
            return
        self.wait(12)
        self.ticket.come_back(by=self.officer, at=self.at)
        self.finish()

    def passed_on(self):
        """Another office has to decide."""
        self.send_documents(all_of_them=True)
        self.take()
        self.wait(3)
        self.ticket.escalate("LKPP", f"LKPP-{self.random.randrange(1000, 9999)}", by=self.officer, at=self.at)

    def rejected(self):
        self.send_documents(all_of_them=True)
        self.take()
        self.wait(4)
        self.ticket.reject("Permintaan ini bukan kewenangan kami; silakan ajukan kepada instansi terkait.", by=self.officer, at=self.at)

    def cancelled(self):
        self.wait(5)
        self.ticket.cancel("Sudah selesai dengan cara lain, terima kasih.", by=self.client, at=self.at)

    def forgotten(self):
        """Lies in the queue: this is how tickets become overdue."""
        self.send_documents(all_of_them=True)
        if self.random.random() < 0.5:
            self.take()

    def unfinished(self):
        """The client has not sent everything yet."""
        self.send_documents(all_of_them=False)

    def answered(self):
        """The desk has replied and the client has not come back yet."""
        self.send_documents(all_of_them=True)
        self.take()
        self.wait(2)
        self.ticket.reply(self.pick(texts.REPLIES), by=self.officer, at=self.at)

    def refused(self):
        """A document was refused; the client has not sent it again yet."""
        self.send_documents(all_of_them=True)
        self.take()
        self.check(True)

    def waiting_for_check(self):
        """All documents are here; nobody has looked at them yet."""
        self.send_documents(all_of_them=True)

    def closed_today(self):
        """Done, but not evaluated yet."""
        self.arrive()
        if self.service.has_video_call:
            self.call()
        self.wait(2)
        self.ticket.close(self.closing(), by=self.officer, at=self.at)

    def awaited(self):
        """Ready for the video call, or with the helpdesk again."""
        self.arrive()

    # Scenes

    def submit(self):
        title = self.pick(texts.TITLES) if self.service.free_title else self.service.title
        organisation = self.client.organisation
        self.ticket = Ticket.submit(
            service=self.service, title=title, description=self.description() or f"{title}.",
            requester=self.client, source=self.source(), type=self.service.type, by=self.client, at=self.at,
            applicant=organisation.applicant if organisation else "citizen",
            whatsapp_number=self.client.phone if self.service.has_video_call else "", is_by_proxy=self.is_by_proxy,
        )

    def description(self):
        asked = {field.name for field in self.service.inputs.all()}
        profile = {
            "nama": self.client.name, "nama_badan_usaha": self.client.acting_for,
            "npwp": self.client.organisation.npwp if self.client.organisation else "",
        }
        return fill(self.service.description_template, profile | {k: v for k, v in texts.INPUTS.items() if k in asked})

    def source(self):
        code = TicketSource.DEFAULT_CODE if self.random.random() < 0.7 else self.pick(["telepon", "whatsapp", "datang", "surat"])
        return TicketSource.objects.get(code=code)

    def arrive(self, refuse=False):
        self.send_documents(all_of_them=True)
        self.take()
        if self.ticket.unchecked_documents:
            self.check(refuse)
        if self.ticket.status == "pending":
            self.wait(9)
            for slot in self.ticket.slots.filter(state="refused"):
                slot.send(self.file(slot), by=self.client, at=self.at)
            self.wait(3)
            self.ticket.refresh_from_db()
            self.check(False)

    def send_documents(self, all_of_them):
        slots = [slot for slot in self.ticket.slots.all() if slot.is_required]
        for slot in slots if all_of_them else slots[:-1]:
            self.wait(0.3)
            slot.send(self.file(slot), by=self.client, at=self.at)
        self.ticket.refresh_from_db()

    def take(self):
        if self.ticket.assignee_id is None:
            self.wait(1)
            self.ticket.take(by=self.officer, at=self.at)

    def check(self, refuse):
        self.wait(2)
        for item in self.service.checklist.all():
            self.ticket.tick(item, True, by=self.officer, at=self.at)
        sent = list(self.ticket.slots.filter(state="sent").select_related("current"))
        for place, slot in enumerate(sent):
            bad = refuse and place == 0
            reason = self.pick(texts.REASONS) if bad else ""
            verdict = "refuse" if bad else "accept"
            slot.judge(verdict, reason, key=slot.current.key, by=self.officer, at=self.at, expires_on=self.last_day_of(slot))
        send_result(self.ticket, by=self.officer, at=self.at)

    def call(self):
        self.wait(3)
        if self.random.random() < 0.2:
            self.ticket.record_call("no_answer", by=self.officer, at=self.at)
            self.wait(5)
        self.ticket.record_call("matches", "Berkas asli sesuai.", by=self.officer, at=self.at)

    def talk(self):
        self.wait(2)
        self.ticket.reply(self.pick(texts.REPLIES), by=self.officer, at=self.at)
        if self.random.random() < 0.3:
            self.ticket.add_note(self.pick(texts.NOTES), by=self.officer, at=self.at)
        if self.random.random() < 0.5:
            self.wait(3)
            self.ticket.reply(self.pick(texts.ANSWERS), by=self.client, at=self.at)

    def finish(self):
        self.wait(self.random.choice([1, 2, 4, 8, 16]))
        self.ticket.close(self.closing(), by=self.officer, at=self.at)
        if self.random.random() < 0.6:
            self.wait(4)
            weights = [(1, 1), (2, 2), (3, 9), (4, 8)]
            scores = {
                question: self.random.choices([s for s, _ in weights], [w for _, w in weights])[0]
                for question in EvaluationQuestion.objects.filter(is_active=True)
            }
            Evaluation.objects.give(self.ticket, scores, self.pick(texts.COMMENTS), by=self.client, at=self.at)

    # Small things

    def wait(self, hours):
        self.at = self.calendar.add(self.at, timedelta(hours=hours * self.random.uniform(0.6, 1.5)))
        if self.at > self.now:
            raise Today

    def pick(self, choices):
        return self.random.choice(choices)

    def last_day_of(self, slot):
        """Until when an accepted document is good; None: it does not run out."""

    def closing(self):
        return texts.CLOSING_AFTER_CALL if self.service.has_video_call else self.pick(texts.CLOSINGS)

    def file(self, slot):
        name = slot.code.replace("_", "-")
        return Accepted(name=f"{name}.pdf", content=small_pdf(slot.name, self.client.acting_for))
