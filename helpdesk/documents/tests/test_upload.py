"""Sending and removing files as people do it, with and without JavaScript (rows A5, A6)."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from helpdesk.attachments.checks import check
from helpdesk.attachments.other_files import MOST, attach
from helpdesk.documents.views.guess import guess
from helpdesk.tests import factories as cast
from helpdesk.tests.files import docx, small_pdf, upload
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def ticket():
    service = cast.make_service("Registrasi", documents=["ktp_direksi", "npwp"])
    organisation = cast.make_organisation(shares_tickets=True)
    return cast.make_ticket(service=service, requester=cast.make_client("budi", organisation=organisation))


@pytest.fixture
def page(client, ticket):
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    return client


def address(ticket):
    return reverse("helpdesk:ticket_upload", args=[ticket.number])


def pdf(name, text="isi"):
    return upload(small_pdf(text), name)


def states(ticket):
    return dict(ticket.slots.values_list("code", "state"))


def test_many_files_find_their_places_by_their_names(page, ticket):
    answer = page.post(address(ticket), {"slot": "", "file": [pdf("KTP Direksi.pdf"), pdf("npwp-pt.pdf")]}, follow=True)
    assert answer.redirect_chain == [(f"/helpdesk/tiket/{ticket.number}/", 302)]
    assert "2 files have been sent." in answer.content.decode()
    assert states(ticket) == {"ktp_direksi": "sent", "npwp": "sent"}
    assert Ticket.objects.get(pk=ticket.pk).status == "checking"


def test_one_bad_file_does_not_undo_the_good_one(page, ticket):
    answer = page.post(address(ticket), {"slot": "", "file": [pdf("npwp.pdf"), upload(docx(), "ktp.docx")]})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Received as “NPWP”." in text
    assert "ktp.docx" in text and "This is an office document, not a PDF." in text
    assert states(ticket) == {"ktp_direksi": "missing", "npwp": "sent"}


def test_a_name_that_tells_nothing_is_asked_back(page, ticket):
    answer = page.post(address(ticket), {"slot": "", "file": pdf("scan0001.pdf")})
    assert answer.status_code == 422
    assert "Its name does not tell which document this is." in answer.content.decode()
    assert not ticket.attachments.exists()


def test_two_files_for_one_document_are_not_silently_replaced(page, ticket):
    answer = page.post(address(ticket), {"slot": "npwp", "file": [pdf("satu.pdf"), pdf("dua.pdf")]})
    assert "Only one file goes to “NPWP”." in answer.content.decode()
    assert ticket.slots.get(code="npwp").current.name == "satu.pdf"


def test_the_element_reads_each_result_as_json(page, ticket):
    good = page.post(address(ticket), {"slot": "npwp", "file": pdf("npwp.pdf")}, **JSON)
    assert good.status_code == 200
    result = good.json()["results"][0]
    assert (result["ok"], result["slot"], result["name"]) == (True, "npwp", "npwp.pdf")
    bad = page.post(address(ticket), {"slot": "npwp", "file": upload(b"", "kosong.pdf")}, **JSON)
    assert bad.status_code == 422
    assert "This file is empty." in bad.json()["results"][0]["sentence"]


def test_nothing_chosen_is_a_sentence(page, ticket):
    assert "No file has arrived." in page.post(address(ticket), {"slot": ""}).content.decode()


@pytest.mark.parametrize("slot", ["tidak-ada", "999999", "npwp\0", "<script>"])
def test_a_place_that_this_ticket_has_not_takes_nothing(page, ticket, slot):
    answer = page.post(address(ticket), {"slot": slot, "file": pdf("npwp.pdf")}, **JSON)
    assert answer.status_code == 422
    assert not ticket.attachments.exists()


def test_a_place_of_another_ticket_is_unknown_here(page, ticket):
    other = cast.make_ticket(service=cast.make_service(documents=["akta"]), requester=ticket.requester)
    assert page.post(address(ticket), {"slot": "akta", "file": pdf("akta.pdf")}, **JSON).status_code == 422
    assert page.post(address(other), {"slot": "akta", "file": pdf("akta.pdf")}, **JSON).status_code == 200


def test_a_ticket_closed_meanwhile_takes_nothing_and_says_so(page, ticket):
    ticket.close("Selesai.", by=cast.make_admin())
    answer = page.post(address(ticket), {"slot": "npwp", "file": pdf("npwp.pdf")})
    assert answer.status_code == 409
    assert "The ticket is done; its documents stay as they are." in answer.content.decode()
    assert not ticket.attachments.exists()


def test_a_ticket_takes_a_bounded_number_of_other_files(page, ticket):
    accepted = check(pdf("lain.pdf"))
    for _n in range(MOST):
        attach(ticket, accepted, by=ticket.requester)
    answer = page.post(address(ticket), {"slot": "other", "file": pdf("lagi.pdf")}, **JSON)
    assert answer.status_code == 409
    assert f"at most {MOST} other files" in answer.json()["results"][0]["sentence"]


def people(ticket):
    department = ticket.department
    return {
        "requester": (ticket.requester, 200), "staff": (cast.make_staff(department=department), 200),
        "admin": (cast.make_admin(), 200), "superadmin": (cast.make_superadmin(), 200),
        "colleague": (cast.make_client(organisation=ticket.organisation), 404), "stranger": (cast.make_client(), 404),
        "other staff": (cast.make_staff(department=cast.make_department()), 404), "staff without": (cast.make_staff(), 404),
        "editor": (cast.make_editor(), 404),
    }  # fmt: skip


def test_only_the_requester_and_the_desk_may_upload(client, ticket):
    for who, (person, status) in people(ticket).items():
        client.force_login(person)
        answer = client.post(address(ticket), {"slot": "npwp", "file": pdf("npwp.pdf")}, **JSON)
        assert answer.status_code == status, who
    client.logout()
    assert client.post(address(ticket), {"slot": "npwp", "file": pdf("npwp.pdf")}).status_code == 302
    assert ticket.events.filter(kind="file_sent").count() == 4


def test_uploading_is_a_post_only(page, ticket):
    assert page.get(address(ticket)).status_code == 405


# Removing


def remove_address(ticket, file):
    return reverse("helpdesk:attachment_remove", args=[ticket.number, file.key])


def send(ticket, code="npwp"):
    slot = ticket.slots.get(code=code)
    return slot.send(check(pdf(f"{code}.pdf")), by=ticket.requester)


def test_removing_asks_first_and_then_the_bytes_go(page, ticket, django_capture_on_commit_callbacks):
    file = send(ticket)
    stored, storage = file.file.name, file.file.storage
    asked = page.get(remove_address(ticket, file)).content.decode()
    assert "npwp.pdf" in asked and "The file is deleted for good" in asked
    assert states(ticket)["npwp"] == "sent" and storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        page.post(remove_address(ticket, file))
    assert states(ticket)["npwp"] == "missing"
    file.refresh_from_db()
    assert file.removed_at and file.name == "npwp.pdf" and not file.file
    assert not storage.exists(stored)


def test_an_accepted_document_stays(page, ticket):
    file = send(ticket)
    ticket.slots.filter(code="npwp").update(state="accepted")
    assert page.get(remove_address(ticket, file)).status_code == 409
    answer = page.post(remove_address(ticket, file))
    assert answer.status_code == 409
    assert "This document has been accepted; it can no longer be changed." in answer.content.decode()
    assert states(ticket)["npwp"] == "accepted"


def test_an_other_file_can_be_removed_and_a_messages_file_cannot(page, ticket):
    file = attach(ticket, check(pdf("lain.pdf")), by=ticket.requester)
    message = ticket.reply("Lihat lampiran.", by=ticket.requester)
    said = ticket.attachments.model.objects.keep(check(pdf("bukti.pdf")), ticket=ticket, by=ticket.requester, message=message)
    assert page.post(remove_address(ticket, said)).status_code == 404
    assert page.post(remove_address(ticket, file)).status_code == 302
    assert ticket.events.filter(kind="file_removed").count() == 1


def test_only_the_requester_and_the_desk_may_remove(client, ticket):
    for who, (person, status) in people(ticket).items():
        file = send(Ticket.objects.get(pk=ticket.pk))
        client.force_login(person)
        for method in (client.get, client.post):
            answer = method(remove_address(ticket, file))
            assert answer.status_code == (404 if status == 404 else 302 if method == client.post else 200), who
    assert ticket.events.filter(kind="file_removed").count() == 4


def test_a_file_of_another_ticket_has_no_address_here(page, ticket):
    other = cast.make_ticket(service=cast.make_service(documents=["npwp"]), requester=ticket.requester)
    file = send(other)
    assert page.get(remove_address(ticket, file)).status_code == 404
    assert page.get(remove_address(other, file)).status_code == 200


# Guessing


@pytest.mark.parametrize(
    ("name", "code"),
    [("NPWP PT Maju.pdf", "npwp"), ("ktp.jpg", "ktp_direksi"), ("scan0001.pdf", None), ("ktp npwp.pdf", None), ("", None)],
)
def test_a_document_is_guessed_only_where_the_name_is_clear(ticket, name, code):
    slot = guess(name, list(ticket.slots.all()))
    assert (slot.code if slot else None) == code


@pytest.mark.django_db(transaction=True)
def test_parallel_uploads_to_one_place_leave_one_file_and_lose_no_history(site_tree):
    service = cast.make_service("Registrasi", documents=["npwp"])
    ticket = cast.make_ticket(service=service)
    accepted = check(pdf("npwp.pdf"))

    def go():
        try:
            slot = Ticket.objects.get(pk=ticket.pk).slots.get()
            slot.send(accepted, by=ticket.requester)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _n in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    slot = ticket.slots.get()
    assert sorted(slot.versions.values_list("number", flat=True)) == list(range(1, 9))
    assert ticket.attachments.present().count() == 1
    assert slot.current == ticket.attachments.present().get()
    assert Ticket.objects.get(pk=ticket.pk).status == "checking"
