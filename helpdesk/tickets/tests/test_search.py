"""Searching tickets: what is found, and what nobody finds who may not read it."""

import pytest

from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db
LIST = "/helpdesk/tiket/"


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def ticket(office):
    return make.make_ticket(
        "Pengajuan subdomain portal", requester=office.client, service=office.plain, description="Untuk server kabupaten."
    )


def finds(client, person, words, ticket):
    client.force_login(person)
    answer = client.get(LIST, {"q": words})
    assert answer.status_code == 200
    return ticket in [row["ticket"] for row in answer.context["rows"]]


def test_title_description_and_number_are_found(office, ticket, client):
    for words in ("subdomain", "PORTAL", "kabupaten", str(ticket.number), f"#{ticket.number}", "subdomain kabupaten"):
        assert finds(client, office.client, words, ticket), words
        assert finds(client, office.officer, words, ticket), words
    for words in ("zebra", "subdomain zebra", str(ticket.number + 1)):
        assert not finds(client, office.client, words, ticket), words


def test_words_are_found_by_their_stem_and_stop_words_do_not_matter(office, ticket, client):
    for words in ("mengajukan", "diajukan subdomain", "yang untuk subdomain", "saya mengajukan subdomain itu"):
        assert finds(client, office.client, words, ticket), words


def test_a_word_of_a_public_message_is_found_by_both_sides(office, ticket, client):
    ticket.reply("Alamatnya zebra.", by=office.officer)
    assert finds(client, office.client, "zebra", ticket)
    assert finds(client, office.officer, "zebra", ticket)


def test_a_word_of_an_internal_note_is_found_by_the_desk_and_by_no_client(office, ticket, client):
    firm = make.make_organisation(shares_tickets=True)
    asker, colleague = make.make_client(organisation=firm), make.make_client(organisation=firm)
    shared = make.make_ticket(requester=asker, service=office.plain)
    shared.add_note("Curiga zebra.", by=office.officer)
    assert finds(client, office.officer, "zebra", shared)
    assert finds(client, make.make_admin(), "zebra", shared)
    for person in (asker, colleague, office.client):
        assert not finds(client, person, "zebra", shared)
    answer = client.get(LIST, {"q": "zebra"})
    assert answer.context["total"] == "0"
    assert finds(client, asker, str(shared.number), shared), "the ticket itself is found"


def test_the_words_of_foreign_tickets_find_nothing(office, ticket, client):
    for person in (make.make_client(), make.make_staff(department=office.other), make.make_staff()):
        assert not finds(client, person, "subdomain", ticket)


@pytest.mark.parametrize("words", [
    "\x00", "a\x00b", "x" * 10_000, "kata " * 2_000, "'", '"', "\\", "';--", ":*&|!", "a:*", "!(a|b)", "<->", "%", "_", "()",
    "{{7*7}}", "<script>", "\u202eabc", "😀", "#", "##1", "-1", "9" * 40, "' OR 1=1 --", "\ufffe", "a & !b", "١٢",
])  # fmt: skip
def test_hostile_words_are_words(office, ticket, client, words):
    for person in (office.client, office.officer):
        client.force_login(person)
        assert client.get(LIST, {"q": words}).status_code == 200


@pytest.mark.parametrize("query", [
    {"status": "\x00"}, {"departemen": "99999999999"}, {"departemen": "-1"}, {"departemen": "١"}, {"departemen": "999999999"},
    {"hanya": "alles"}, {"urut": "password"}, {"status": "=hapus"}, {"status": "="}, {"q": ["a", "b"]},
])  # fmt: skip
def test_unknown_filters_are_left_out(office, ticket, client, query):
    client.force_login(office.officer)
    assert client.get(LIST, query).status_code == 200
