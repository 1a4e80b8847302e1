"""A ticket in every state that the table of moves knows, told by the real verbs."""

from helpdesk.documents.result import send_result
from helpdesk.evaluations.models import Evaluation
from helpdesk.tests import factories as make


class Office:
    """One department with an officer, a colleague, a client and two services: with and without documents."""

    def __init__(self):
        self.department = make.make_department("LPSE")
        self.other = make.make_department("Server")
        self.officer = make.make_staff(department=self.department)
        self.colleague = make.make_staff(department=self.department)
        self.client = make.make_client()
        self.plain = make.make_service(department=self.department)
        self.papers = make.make_service(department=self.department, documents=("ktp", "npwp"), has_video_call=True)

    def ticket(self, state):
        """Return a fresh ticket in `state`, the name of one of the methods below."""
        ticket = getattr(self, state)()
        ticket.refresh_from_db()
        return ticket

    def open(self):
        return make.make_ticket(requester=self.client, service=self.plain)

    def open_incomplete(self):
        return make.make_ticket(requester=self.client, service=self.papers)

    def checking(self):
        ticket = self.open_incomplete()
        for code in ("ktp", "npwp"):
            make.send_document(ticket, code)
        return ticket

    def replied(self):
        ticket = self.open()
        ticket.reply("Sudah kami lihat.", by=self.officer)
        return ticket

    def pending(self):
        ticket = self.open()
        ticket.wait_for_client("Lantai berapa?", by=self.officer)
        return ticket

    def pending_documents(self):
        ticket = self.checking()
        make.judge_document(ticket.slots.get(code="ktp"), by=self.officer)
        make.judge_document(ticket.slots.get(code="npwp"), "refuse", "Tidak terbaca.", by=self.officer)
        send_result(ticket, by=self.officer)
        return ticket

    def escalated(self):
        ticket = self.open()
        ticket.escalate("LKPP", "LKPP-7", by=self.officer)
        return ticket

    def video_call(self):
        ticket = self.checking()
        for slot in ticket.slots.all():
            make.judge_document(slot, by=self.officer)
        send_result(ticket, by=self.officer)
        return ticket

    def closed(self):
        ticket = self.open()
        ticket.close("Selesai.", by=self.officer)
        return ticket

    def evaluated(self):
        ticket = self.closed()
        Evaluation.objects.give(ticket, {}, by=self.client)
        ticket.refresh_from_db()
        return ticket

    def rejected(self):
        ticket = self.open()
        ticket.reject("Bukan wewenang kami.", by=self.officer)
        return ticket

    def cancelled(self):
        ticket = self.open()
        ticket.cancel(by=self.client)
        return ticket
