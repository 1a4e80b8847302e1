"""Checking documents on one page (row A7)."""

import pytest
from django.urls import reverse
from django.utils import translation

from helpdesk.catalogue.models import ChecklistItem
from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = Office()
    item = ChecklistItem.objects.create(code="terdaftar", label="Terdaftar daring di SPSE", label_en="Registered online in SPSE")
    office.papers.checklist.add(item)
    office.papers.save()
    office.item = item
    return office


@pytest.fixture
def desk(client, office):
    client.force_login(office.officer)
    client.cookies["django_language"] = "en"
    return client


def page(ticket):
    return reverse("helpdesk:ticket_check", args=[ticket.number])


def send(ticket):
    return reverse("helpdesk:ticket_result", args=[ticket.number])


def said(sentence):
    """As the office writes it to the client."""
    with translation.override("id"):
        return translation.gettext(sentence)


def form(desk, ticket, **choices):
    """What a browser would post from the page: its hidden fields, and `ktp="accept"`, `npwp="reason"`, `checks="yes"`."""
    context = desk.get(page(ticket)).context
    data = {}
    for verdict in context["verdicts"]:
        given = choices.get(verdict.slot.code, verdict.initial["verdict"])
        known = given in ("accept", "later", "refuse")
        data |= {
            verdict.add_prefix("was"): verdict["was"].value(), verdict.add_prefix("key"): verdict["key"].value(),
            verdict.add_prefix("verdict"): given if known else "refuse",
            verdict.add_prefix("reason"): verdict.initial["reason"] if known else given,
        }  # fmt: skip
    for check in context["checks"]:
        data |= {check.add_prefix("was"): check["was"].value(),
                 check.add_prefix("answer"): choices.get("checks", check.initial["answer"])}  # fmt: skip
    return data


def test_the_page_shows_each_file_what_is_missing_and_the_checks(office, desk):
    ticket = office.ticket("open_incomplete")
    slot = make.send_document(ticket, "ktp", name="ktp direksi.pdf")
    text = desk.get(page(ticket)).content.decode()
    assert "ktp direksi.pdf" in text and f'href="{slot.current.get_absolute_url()}"' in text
    assert "Not sent" in text and "NPWP" in text and "Registered online in SPSE" in text


def test_save_notes_and_tells_the_client_nothing(office, desk, client):
    ticket = office.ticket("checking")
    answer = desk.post(page(ticket), form(desk, ticket, ktp="accept", npwp="Tidak terbaca."))
    assert answer.status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "checking" and not ticket.messages.exists()
    again = desk.get(page(ticket)).content.decode()
    assert "Tidak terbaca." in again
    client.force_login(office.client)
    assert "Tidak terbaca." not in client.get(ticket.get_absolute_url()).content.decode()


def test_send_saves_and_sends_once_with_everything_in_one_message(office, desk):
    ticket = office.ticket("checking")
    data = form(desk, ticket, ktp="accept", npwp="Halaman 2 tidak terbaca.")
    assert desk.post(send(ticket), data).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "pending"
    message = ticket.messages.get()
    assert "NPWP" in message.text and "Halaman 2 tidak terbaca." in message.text and "KTP" in message.text
    assert desk.post(send(ticket), data).status_code == 409, "a second press tells nobody twice"
    assert ticket.messages.count() == 1


def test_all_accepted_leads_to_the_video_call(office, desk):
    ticket = office.ticket("checking")
    assert desk.post(send(ticket), form(desk, ticket, ktp="accept", npwp="accept")).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "video_call" and ticket.documents_complete_at
    assert said("The verification by video call (WhatsApp) comes next.") in ticket.messages.get().text


def test_without_a_call_the_letter_says_that_there_is_none(office, desk):
    office.papers = make.make_service(department=office.department, documents=("ktp",))
    ticket = office.ticket("open_incomplete")
    make.send_document(ticket, "ktp")
    assert desk.post(send(ticket), form(desk, ticket, ktp="accept")).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "open" and said("No video call is needed for this service.") in ticket.messages.get().text


def test_asking_again_needs_a_reason_and_the_rest_stays_typed(office, desk):
    ticket = office.ticket("checking")
    answer = desk.post(page(ticket), form(desk, ticket, ktp="accept", npwp=""))
    assert answer.status_code == 422 and "Write the reason" in answer.content.decode()
    assert ticket.slots.get(code="ktp").verdict == "accept", "the good one is kept"
    answer = desk.post(page(ticket), form(desk, ticket, npwp="x" * 501))
    assert answer.status_code == 422 and "too long" in answer.content.decode()


def test_an_unjudged_document_stops_the_sending_with_a_sentence(office, desk):
    ticket = office.ticket("checking")
    answer = desk.post(send(ticket), form(desk, ticket, ktp="accept"))
    assert answer.status_code == 409 and "Judge these documents first: NPWP." in answer.content.decode()
    ticket.refresh_from_db()
    assert ticket.status == "checking" and ticket.slots.get(code="ktp").verdict == "accept"


def test_a_newer_file_is_not_judged_by_the_look_at_the_old_one(office, desk):
    ticket = office.ticket("checking")
    data = form(desk, ticket, ktp="accept", npwp="accept")
    make.send_document(ticket, "npwp", name="npwp-baru.pdf")
    answer = desk.post(send(ticket), data)
    text = answer.content.decode()
    assert answer.status_code == 409 and "“NPWP”: the client has sent a newer file meanwhile" in text
    assert "npwp-baru.pdf" in text
    assert ticket.slots.get(code="ktp").verdict == "accept" and ticket.slots.get(code="npwp").verdict == ""
    ticket.refresh_from_db()
    assert ticket.status == "checking"


def test_two_officers_do_not_overwrite_one_another(office, desk):
    ticket = office.ticket("checking")
    early = form(desk, ticket, ktp="accept")
    make.judge_document(ticket.slots.get(code="ktp"), "refuse", "Buram.", by=office.colleague)
    make.judge_document(ticket.slots.get(code="npwp"), "accept", by=office.colleague)
    answer = desk.post(page(ticket), early)
    assert answer.status_code == 409 and "Somebody else has noted something here meanwhile" in answer.content.decode()
    assert ticket.slots.get(code="ktp").verdict_reason == "Buram."
    assert ticket.slots.get(code="npwp").verdict == "accept", "what this person left alone stays"


def test_the_checks_are_ticked_and_both_sides_read_the_result(office, desk, client):
    ticket = office.ticket("checking")
    assert desk.post(page(ticket), form(desk, ticket, checks="yes")).status_code == 302
    assert ticket.checks.get().is_found is True
    for person in (office.officer, office.client):
        client.force_login(person)
        text = client.get(ticket.get_absolute_url()).content.decode()
        assert "Registered online in SPSE: <b>yes</b>" in text and "all here, being checked" in text
    client.force_login(office.officer)
    desk.post(page(ticket), form(desk, ticket, checks="no"))
    assert ticket.checks.get().is_found is False
    desk.post(page(ticket), form(desk, ticket, checks="later"))
    assert not ticket.checks.exists()


def test_a_conditional_document_is_asked_for_or_let_go(office, desk):
    office.papers = make.make_service(
        department=office.department, documents=("ktp", {"code": "kuasa", "requirement": "conditional", "staff_decides": True})
    )
    ticket = office.ticket("open_incomplete")
    url = reverse("helpdesk:ticket_necessity", args=[ticket.number, ticket.slots.get(code="kuasa").pk])
    assert desk.post(url, {"necessity": "required"}).status_code == 302
    ticket.refresh_from_db()
    assert ticket.wanted_documents == 2
    assert desk.post(url, {"necessity": "not_needed"}).status_code == 302
    ticket.refresh_from_db()
    assert ticket.wanted_documents == 1
    always = reverse("helpdesk:ticket_necessity", args=[ticket.number, ticket.slots.get(code="ktp").pk])
    assert desk.post(always, {"necessity": "not_needed"}).status_code == 404, "what everybody must send is not waived"
    foreign = office.ticket("open_incomplete").slots.get(code="kuasa")
    for slot, value in ((foreign.pk, "required"), (ticket.slots.get(code="kuasa").pk, "gone")):
        url = reverse("helpdesk:ticket_necessity", args=[ticket.number, slot])
        assert desk.post(url, {"necessity": value}).status_code == 404


def test_a_finished_ticket_is_no_longer_checked(office, desk):
    ticket = office.ticket("checking")
    data = form(desk, ticket, ktp="accept", npwp="accept")
    ticket.close("Selesai.", by=office.colleague)
    answer = desk.post(send(ticket), data)
    assert answer.status_code == 409 and "The ticket is done" in answer.content.decode()
    assert desk.get(page(ticket)).status_code == 200
