"""The whole guide once, from the registration to the evaluation, with JavaScript on and with JavaScript off.

With JavaScript on every page on the way is looked at, too: light and dark, on a phone and on a wide screen, by axe.
"""

import re

from helpdesk.evaluations.models import Evaluation
from helpdesk.tests.guide import steps
from helpdesk.tests.guide.look import Looker
from helpdesk.tests.guide.office import COMPANY
from helpdesk.tickets.models import Ticket

NOTE = "Nomor direktur perlu diperiksa: zetakuningrahasia"
WHY = "Halaman kedua tidak terbaca."
ANSWER = "Akun SPSE Anda sudah aktif."
REGISTERED, LISTED = "Provider is registered online in SPSE", "Provider is not on the blacklist"


class Guide:
    """Both sides of the guide; `look` is asked at every page."""

    def __init__(self, client, desk, *, javascript, look):
        self.client, self.desk, self.javascript, self.look = client, desk, javascript, look

    def walk(self, office):
        self.enter(office)
        self.ask()
        self.send_documents()
        self.ask_again()
        self.send_again()
        self.accept()
        self.call()
        self.talk()
        self.finish()
        self.evaluate()

    def enter(self, office):
        """Rows A1–A3."""
        self.client.goto("/")
        self.look(self.client, "home")
        self.client.goto("/akun/signup/")
        self.look(self.client, "register")
        steps.register(self.client, javascript=self.javascript)
        self.look(self.client, "login")
        steps.log_in(self.client, "dewi")
        steps.says(self.client, "Hello, Dewi")
        self.look(self.client, "dashboard without a ticket")
        steps.log_in(self.desk, office.officer.username)
        self.look(self.desk, "dashboard of the desk")

    def ask(self):
        """Rows A4, A5."""
        steps.menu(self.client, "Create")
        self.look(self.client, "choose a service")
        steps.choose_service(self.client)
        self.look(self.client, "new ticket")
        steps.press(self.client, "Submit")
        steps.says(self.client, "The ticket description has been created")
        self.ticket = Ticket.objects.get()
        self.look(self.client, "ticket without documents")
        assert self.ticket.description == f"Permohonan Registrasi dan Verifikasi Berkas atas nama {COMPANY}."
        assert "The clock stands" in steps.text_of(self.client)

    def send_documents(self):
        """Row A6: two good files and a bad one; the good ones stay."""
        chosen = [steps.pdf("KTP direksi.pdf"), steps.broken_pdf("NIB izin usaha.pdf"), steps.pdf("NPWP.pdf", "Pajak")]
        steps.send_files(self.client, chosen, javascript=self.javascript)
        assert "This PDF is damaged or incomplete." in steps.row(self.client, "NIB izin usaha").inner_text()
        for name, document in (("KTP direksi.pdf", steps.IDENTITY), ("NPWP.pdf", steps.TAX)):
            assert f"Received as “{document}”." in steps.row(self.client, name).inner_text()
            steps.place(self.client, document).get_by_role("link", name=name, exact=True).wait_for()
        self.look(self.client, "upload with a bad file")
        self.reread()
        assert "The helpdesk checks your documents; you need not do anything." in steps.text_of(self.client)
        assert "All required documents have arrived; the helpdesk checks them now." in steps.activity(self.client)[0]
        assert re.search(r"Due in .+ — \d{1,2} [A-Z][a-z]{2} \d{4}", steps.text_of(self.client))
        assert {slot.code for slot in self.ticket.slots.exclude(current=None)} == {"ktp_direksi", "npwp"}

    def ask_again(self):
        """Row A7: one accepted, one asked for again."""
        steps.menu(self.desk, "Ticket")
        self.look(self.desk, "queue")
        steps.press(self.desk, "Take")
        steps.says(self.desk, "The ticket is yours now.")
        self.look(self.desk, "ticket of the desk")
        steps.note(self.desk, NOTE)
        steps.follow(self.desk, "Update Status")
        self.look(self.desk, "update status")
        self.desk.go_back()
        steps.follow(self.desk, "Check documents")
        self.look(self.desk, "check documents")
        steps.judge(self.desk, steps.IDENTITY, "Accept")
        steps.judge(self.desk, steps.TAX, "Ask again", WHY)
        steps.press(self.desk, "Send the result")
        steps.says(self.desk, "1 document is still needed")
        self.reread()
        assert f"Send again or add: {steps.TAX}." in steps.text_of(self.client)
        assert WHY in steps.place(self.client, steps.TAX).inner_text()
        assert "The video call cannot go on yet; still needed:" in steps.activity(self.client)[0]
        assert "BoA45Xm took the ticket." in "\n".join(steps.activity(self.client))
        self.look(self.client, "ticket to be corrected")

    def send_again(self):
        """Row A6 once more, for the one document."""
        steps.send_files(self.client, [steps.pdf("NPWP baru.pdf", "Pajak, lengkap")], javascript=self.javascript)
        steps.place(self.client, steps.TAX).get_by_role("link", name="NPWP baru.pdf", exact=True).wait_for()
        self.reread()
        assert "The helpdesk checks your documents" in steps.text_of(self.client)

    def accept(self):
        """Row A7: all accepted, the checks made."""
        self.desk.goto(self.ticket.get_absolute_url())
        steps.follow(self.desk, "Check documents")
        steps.judge(self.desk, steps.TAX, "Accept")
        steps.tick(self.desk, REGISTERED)
        steps.tick(self.desk, LISTED)
        steps.press(self.desk, "Send the result")
        steps.says(self.desk, "Record video call")
        self.reread()
        checks = steps.region(self.client, "Checks").inner_text()
        assert "Documents: complete" in checks
        assert f"{REGISTERED}: yes" in checks
        assert f"{LISTED}: yes" in checks
        assert "on to the verification by video call (WhatsApp)" in "\n".join(steps.activity(self.client))
        assert "Choose a time for the video call" in steps.text_of(self.client)

    def call(self):
        """Row A11."""
        steps.follow(self.desk, "Record video call")
        self.look(self.desk, "record video call")
        self.desk.go_back()
        steps.record_call(self.desk, "Matches", "Dokumen asli ditunjukkan.")
        self.reread()
        newest = steps.activity(self.client)[0]
        assert "BoA45Xm made the video call: the documents match. Verification done." in newest
        assert "Dokumen asli ditunjukkan." in newest

    def talk(self):
        """Row A10."""
        steps.reply(self.client, "Kapan akun kami aktif?")
        self.desk.goto(self.ticket.get_absolute_url())
        assert "Kapan akun kami aktif?" in steps.text_of(self.desk)
        assert NOTE in steps.text_of(self.desk)
        steps.reply(self.desk, "Hari ini juga.")
        self.reread()
        assert "Hari ini juga." in self.client.locator(".thread .message").last.inner_text()
        assert "BoA45Xm" in self.client.locator(".thread .message").last.inner_text()

    def finish(self):
        """Row A12."""
        steps.follow(self.desk, "Close ticket")
        self.look(self.desk, "close ticket")
        self.desk.go_back()
        steps.close(self.desk, ANSWER)
        self.reread()
        assert ANSWER in self.client.locator(".thread .message").last.inner_text()
        assert "BoA45Xm closed the ticket." in steps.activity(self.client)[0]
        assert "Closed By" in steps.text_of(self.client)

    def evaluate(self):
        """Row A13: once; afterwards neither a second time nor reopened."""
        form = f"{self.ticket.get_absolute_url()}evaluasi/"
        self.client.goto(form)
        self.look(self.client, "evaluate")
        self.client.go_back()
        steps.evaluate(self.client, comment="Cepat dan ramah.")
        steps.says(self.client, "Your evaluation helps us to serve better.")
        self.look(self.client, "evaluated ticket")
        assert self.client.goto(form).status == 409
        steps.says(self.client, "You have already evaluated this ticket. Thank you.")
        given = Evaluation.objects.get()
        assert given.answers.count() == 8
        self.desk.goto(f"{self.ticket.get_absolute_url()}status/")
        assert self.desk.get_by_role("link", name=re.compile("^Reopen")).count() == 0
        assert "nothing more can be changed on it" in steps.text_of(self.desk)
        self.reread()
        assert self.client.locator("#reply").count() == 0
        assert "Make a new ticket that names this one" in steps.text_of(self.client)
        steps.menu(self.client, "View")
        self.look(self.client, "list of tickets")
        assert self.client.locator(".ticket-card").count() == 1

    def reread(self):
        """Open the ticket as the client; what the desk keeps to itself never stands there."""
        self.client.goto(self.ticket.get_absolute_url())
        html = self.client.content()
        assert "zetakuningrahasia" not in html
        assert "nternal note" not in html
        assert "Rudi Hartono" not in html


def test_the_whole_guide_with_javascript_and_every_page_is_accessible(town, opened):
    """Rows A1–A14."""
    look = Looker()
    client, desk = opened(None, expect=("422", "409")), opened(None)
    Guide(client, desk, javascript=True, look=look).walk(town)
    assert len(look.seen) == 19, look.seen


def test_the_whole_guide_without_javascript_registration_included(town, opened):
    """Rows A1–A14."""
    client, desk = (opened(None, javascript=False, expect=("422", "409")) for _ in range(2))
    Guide(client, desk, javascript=False, look=lambda page, name: None).walk(town)
