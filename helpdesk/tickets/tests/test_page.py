"""The ticket page (rows A8–A10) as each side reads it."""


import pytest
from django.urls import reverse

from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.samples import small_pdf
from helpdesk.evaluations import load as evaluations
from helpdesk.evaluations.models import Evaluation, EvaluationQuestion
from helpdesk.settings import DeskSettings, StaffShownAs
from helpdesk.tests import factories as make
from helpdesk.tests.pages import bare
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return make.make_department("Jaringan")


@pytest.fixture
def officer(network):
    return make.make_staff("rudi", department=network, name="Rudi Hartono", staff_code="BoA45Xm")


@pytest.fixture
def ticket(network):
    budi = make.make_client("budi", name="Budi Prasetyo")
    return make.make_ticket("Internet lambat", requester=budi, service=make.make_service(department=network))


def page_for(client, person, ticket, language="en"):
    client.force_login(person)
    client.cookies["django_language"] = language
    return client.get(ticket.get_absolute_url())


def test_the_client_reads_number_status_due_date_and_next_step(client, ticket):
    text = page_for(client, ticket.requester, ticket).content.decode()
    assert f"Ticket Number #{ticket.number}" in text
    assert "Internet lambat" in text and "Mohon dibantu." in text
    assert "Ticket Status" in text and "Due in" in text and "Process by" in text
    assert "The helpdesk has your request and will answer" in text
    assert "Recent Activity" in text and "Budi Prasetyo submitted the ticket." in text


def test_the_page_speaks_indonesian_by_default(client, ticket):
    text = page_for(client, ticket.requester, ticket, "id").content.decode()
    for words in [f"Nomor Tiket #{ticket.number}", "Status Tiket", "Tenggat", "Diproses oleh", "Aktivitas terbaru", "Balas"]:
        assert words in text, words


def test_a_client_never_reads_a_note_or_that_there_is_one(client, ticket, officer):
    ticket.add_note("rahasia-xyzzy", by=officer)
    assert "xyzzy" in page_for(client, officer, ticket).content.decode()
    text = page_for(client, ticket.requester, ticket).content.decode()
    assert "xyzzy" not in text and "Internal note" not in text and "internal note" not in text


@pytest.mark.parametrize(("shown_as", "name"), [
    (StaffShownAs.CODE, "BoA45Xm"), (StaffShownAs.FIRST_NAME, "Rudi"), (StaffShownAs.FULL_NAME, "Rudi Hartono"),
])  # fmt: skip
def test_clients_see_staff_as_the_setting_says(client, ticket, officer, shown_as, name):
    DeskSettings.objects.create(staff_shown_as=shown_as)
    ticket.take(by=officer)
    ticket.reply("Kami periksa.", by=officer)
    text = page_for(client, ticket.requester, ticket).content.decode()
    assert f"{name} took the ticket." in text and f"{name} replied." in text
    assert ("Hartono" in text) is (shown_as == StaffShownAs.FULL_NAME)
    assert "Rudi Hartono took the ticket." in page_for(client, officer, ticket).content.decode()


def test_a_foreign_ticket_is_the_same_404_as_one_that_never_was(client, ticket):
    client.force_login(make.make_client())
    foreign = client.get(ticket.get_absolute_url())
    unknown = client.get(reverse("helpdesk:ticket", args=[999_999_999]))
    assert foreign.status_code == unknown.status_code == 404
    assert bare(foreign) == bare(unknown)
    assert client.get("/helpdesk/tiket/99999999999999999999/").status_code == 404
    assert client.get("/helpdesk/tiket/0/").status_code == 404


def test_a_reply_appears_once_even_when_posted_twice(client, ticket):
    client.force_login(ticket.requester)
    post = {"reply-token": "t" * 32, "reply-text": "Halo <b>🙂</b> {{7*7}}"}
    url = reverse("helpdesk:ticket_reply", args=[ticket.number])
    assert client.post(url, post).status_code == 302
    assert client.post(url, post).status_code == 302
    assert ticket.messages.count() == 1
    text = client.get(ticket.get_absolute_url()).content.decode()
    assert "Halo &lt;b&gt;🙂&lt;/b&gt; {{7*7}}" in text


@pytest.mark.parametrize(("typed", "sentence"), [
    ("", "Write a message or add a file."),
    ("a\x00b", "Null characters are not allowed."),
    ("x" * 20_001, "This text is too long"),
])  # fmt: skip
def test_a_bad_reply_is_told_beside_the_field_and_nothing_is_lost(client, ticket, typed, sentence):
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    answer = client.post(
        reverse("helpdesk:ticket_reply", args=[ticket.number]), {"reply-token": "t" * 32, "reply-text": typed}
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["reply_form"]["text"].value() == typed
    assert ticket.messages.count() == 0


def test_a_colleague_reads_but_gets_no_form_and_no_file(client, network):
    company = make.make_organisation(shares_tickets=True)
    ticket = make.make_ticket(requester=make.make_client(organisation=company), service=make.make_service(department=network))
    colleague = make.make_client(organisation=company)
    text = page_for(client, colleague, ticket).content.decode()
    assert ticket.title in text and "Conversation" in text
    assert 'id="reply"' not in text
    answer = client.post(reverse("helpdesk:ticket_reply", args=[ticket.number]), {"reply-token": "t" * 32, "reply-text": "x"})
    assert answer.status_code == 404


def test_a_client_cannot_post_a_note(client, ticket):
    client.force_login(ticket.requester)
    url = reverse("helpdesk:ticket_note", args=[ticket.number])
    assert client.post(url, {"note-token": "t" * 32, "note-text": "x"}).status_code == 404
    assert ticket.messages.count() == 0


@pytest.mark.parametrize("rows", [10, 1000])
def test_the_page_costs_a_constant_number_of_queries(client, django_assert_max_num_queries, ticket, officer, rows):
    ticket.take(by=officer)
    people = [ticket.requester, officer]
    ticket.messages.bulk_create(
        ticket.messages.model(ticket=ticket, author=people[n % 2], text=f"Pesan {n}", is_internal=n % 5 == 0 and n % 2 == 1)
        for n in range(rows)
    )
    ticket.events.bulk_create(
        ticket.events.model(ticket=ticket, kind="replied", actor=people[n % 2], new={"message": n}) for n in range(rows)
    )
    for person in people:
        client.force_login(person)
        client.get(ticket.get_absolute_url())
        with django_assert_max_num_queries(10):
            assert client.get(ticket.get_absolute_url()).status_code == 200


def test_a_closed_ticket_asks_for_the_evaluation_and_names_who_closed_it(client, ticket, officer):
    ticket.close("Sudah normal kembali.", by=officer)
    text = page_for(client, ticket.requester, ticket).content.decode()
    assert "Closed By" in text and "BoA45Xm" in text and "Evaluate" in text and "100" in text
    assert "Sudah normal kembali." in text


def test_a_reply_reopens_a_closed_ticket_within_the_set_days_and_not_later(client, ticket, officer):
    from datetime import timedelta

    ticket.close("Selesai.", by=officer)
    client.force_login(ticket.requester)
    url = reverse("helpdesk:ticket_reply", args=[ticket.number])
    assert client.post(url, {"reply-token": "a" * 32, "reply-text": "Belum selesai"}).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "open"
    ticket.close("Selesai lagi.", by=officer)
    Ticket.objects.filter(pk=ticket.pk).update(closed_at=ticket.closed_at - timedelta(days=11))
    answer = client.post(url, {"reply-token": "b" * 32, "reply-text": "Terlambat"})
    assert answer.status_code == 409
    ticket.refresh_from_db()
    assert ticket.status == "closed"


def test_an_evaluated_ticket_costs_no_more(client, django_assert_max_num_queries, ticket, officer):
    evaluations.load()
    ticket.take(by=officer)
    ticket.reply("Kami periksa.", by=officer)
    ticket.close("Selesai.", by=officer)
    Evaluation.objects.give(ticket, dict.fromkeys(EvaluationQuestion.objects.all(), 4), "Bagus", by=ticket.requester)
    for person in [ticket.requester, make.make_admin(), officer]:
        client.force_login(person)
        client.get(ticket.get_absolute_url())
        with django_assert_max_num_queries(10):
            answer = client.get(ticket.get_absolute_url())
        assert ("Bagus" in answer.content.decode()) is (person != officer)


def test_a_colleague_reads_of_documents_but_no_name_of_a_file(client, network):
    company = make.make_organisation(shares_tickets=True)
    service = make.make_service(department=network, documents=["ktp"])
    ticket = make.make_ticket(requester=make.make_client(organisation=company), service=service)
    content = Accepted(name="rahasia-ktp.pdf", content=small_pdf("KTP"))
    ticket.slots.get().send(content, by=ticket.requester)
    assert "rahasia-ktp" in page_for(client, ticket.requester, ticket).content.decode()
    text = page_for(client, make.make_client(organisation=company), ticket).content.decode()
    assert "rahasia-ktp" not in text and "sent a file for “KTP”" in text


def test_who_has_left_the_desk_keeps_the_code_and_a_client_the_name():
    settings, left, client = DeskSettings(staff_shown_as="code"), make.make_staff("rudi", name="Rudi Hartono"), make.make_client("budi")
    left.role = "client"
    left.save()
    assert settings.name_for_client(left) == left.staff_code
    assert settings.name_for_client(client) == client.name
