"""The receipt: one page, what was received, when it is due, and the way to the public status page."""

import io
import time

import pikepdf
import pypdfium2
import pytest
from django.utils import translation

from helpdesk.attachments.other_files import attach
from helpdesk.documents import receipt
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tests.stage import pdf
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket():
    return make.make_ticket(service=make.make_service("Registrasi", documents=["ktp", "npwp"]), requester=make.make_client(name="Budi Prasetyo"))


def address(ticket):
    return f"/helpdesk/tiket/{ticket.number}/tanda-terima.pdf"


def words(content):
    document = pypdfium2.PdfDocument(content)
    return len(document), " ".join("".join(page.get_textpage().get_text_range() for page in document).split())


def test_it_names_number_files_sizes_fingerprints_and_the_due_date(ticket, client):
    for code in ("ktp", "npwp"):
        make.send_document(ticket, code)
    attach(ticket, pdf("denah.pdf"), by=ticket.requester)
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    answer = client.get(address(ticket))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/pdf", "private, no-store")
    pages, text = words(answer.content)
    assert pages == 1
    ticket = Ticket.objects.get(pk=ticket.pk)
    joined = text.replace(" ", "").replace("\ufffe", "")
    for file in ticket.attachments.all():
        assert file.name in text
        assert file.sha256 in joined
    for said in (f"Ticket #{ticket.number}", "Registrasi", "Budi Prasetyo", "Due date", "Being checked", ticket.pin, "/status/"):
        assert said in text, said
    assert "starts when" not in text  # the due date itself
    assert len(answer.content) < 100_000


def test_a_fresh_ticket_has_one_too(ticket, client):
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    pages, text = words(client.get(address(ticket)).content)
    assert pages == 1 and "No file has been received yet." in text and "starts when everything" in text


def test_a_file_name_is_text_never_a_command_and_never_a_second_page(ticket):
    name = '#read("/etc/passwd") *$ \\ ' + "W" * 200
    slots = list(ticket.slots.all())
    file = make.send_document(ticket, "ktp").current
    file.name = name
    slot = slots[0]
    slot.current, slot.state, slot.name = file, "sent", name
    others = [file] * 30
    with translation.override("en"):
        content = receipt.make_receipt(Ticket.objects.get(pk=ticket.pk), [slot] * 3, others, DeskSettings.current())
    pages, text = words(content)
    assert pages == 1
    assert '#read("/etc/passwd")' in text and "root:" not in text
    assert "and 25 more files" in text


def test_it_is_quick(ticket):
    desk = DeskSettings.current()
    times = []
    for _round in range(3):
        begin = time.process_time()
        receipt.make_receipt(ticket, list(ticket.slots.all()), [], desk)
        times.append(time.process_time() - begin)
    assert min(times) < 1, times


def test_the_code_leads_to_the_status_page_and_the_pin_stands_behind_the_hash(ticket):
    link = receipt.status_link(ticket)
    path, _hash, secret = link.partition("#")
    assert path.endswith("/status/") and secret == f"{ticket.number}-{ticket.pin}"
    assert receipt.qr(link).startswith("<svg")


def test_an_old_ticket_without_a_pin_gets_a_receipt_without_a_code(ticket, client):
    Ticket.objects.update(pin="")
    client.force_login(ticket.requester)
    answer = client.get(address(ticket))
    assert answer.status_code == 200 and "PIN" not in words(answer.content)[1]
    assert Ticket.objects.get().pin == "", "reading changes nothing"


def test_colleagues_and_strangers_get_none(client):
    organisation = make.make_organisation(shares_tickets=True)
    ticket = make.make_ticket(requester=make.make_client(organisation=organisation))
    for person, status in ((make.make_client(organisation=organisation), 404), (make.make_client(), 404), (make.make_admin(), 200)):
        client.force_login(person)
        assert client.get(address(ticket)).status_code == status


def test_too_many_in_a_minute_wait(ticket, client, monkeypatch):
    monkeypatch.setattr("helpdesk.documents.views.receipt.make_receipt", lambda *args: b"%PDF-1.7")
    client.force_login(ticket.requester)
    answers = [client.get(address(ticket)).status_code for _round in range(21)]
    assert answers == [200] * 20 + [429]


def test_the_bytes_are_a_sound_pdf(ticket):
    with translation.override("id"):
        content = receipt.make_receipt(ticket, [], [], DeskSettings.current())
    with pikepdf.open(io.BytesIO(content)) as document:
        assert len(document.pages) == 1
