"""Who may read a ticket: said on it for both sides, switched by its requester, in force with the next request (table C)."""

import pytest
from django.db import transaction
from django.urls import reverse

from helpdesk.accounts import organisations
from helpdesk.tests import factories as make
from helpdesk.tickets.models import IllegalMove
from helpdesk.tickets.tests.states import Office
from helpdesk.tickets.tests.test_moves import DONE, NOT_DONE

pytestmark = pytest.mark.django_db
LIST = reverse("helpdesk:ticket_list")
CANARY = "kenarizyx"


@pytest.fixture
def cast():
    department = make.make_department("Jaringan")
    company = make.make_organisation("PT Maju", shares_tickets=True)
    people = {
        "requester": make.make_client("budi", name="Budi Prasetyo", organisation=company),
        "colleague": make.make_client("ani", name="Ani Lestari", organisation=company),
        "contact": make.make_client("kontak", organisation=company, membership="contact"),
        "stranger": make.make_client("citra", organisation=make.make_organisation("PT Lain", shares_tickets=True)),
        "staff": make.make_staff("rudi", department),
        "admin": make.make_admin("adi"),
    }
    service = make.make_service(department=department, free_title=True, documents=["ktp"])
    ticket = make.make_ticket(f"Judul {CANARY}", requester=people["requester"], service=service)
    make.send_document(ticket, "ktp")
    ticket.refresh_from_db()
    return ticket, people


def says(client, person, ticket):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client.get(ticket.get_absolute_url())


def switch(client, person, ticket, private):
    client.force_login(person)
    return client.post(reverse("helpdesk:ticket_private", args=[ticket.number]), {"private": private, "seen": ticket.version})


# Said on the ticket


def test_both_sides_read_on_the_ticket_who_may_read_it(cast, client):
    ticket, people = cast
    expected = {
        "requester": "You, the helpdesk and colleagues of PT Maju",
        "colleague": "Budi Prasetyo, the helpdesk and colleagues of PT Maju",
        "staff": "Budi Prasetyo, the helpdesk and colleagues of PT Maju",
    }
    for who, phrase in expected.items():
        assert says(client, people[who], ticket).context["read_by"] == phrase
        assert phrase in says(client, people[who], ticket).content.decode(), who
    switch(client, people["requester"], ticket, "yes")
    for who, phrase in {"requester": "You and the helpdesk only", "staff": "Budi Prasetyo and the helpdesk only"}.items():
        assert phrase in says(client, people[who], ticket).content.decode(), who


def test_without_sharing_or_organisation_it_says_the_requester_and_the_helpdesk(cast, client):
    ticket, people = cast
    organisations.share_tickets(ticket.organisation, False, by=people["contact"])
    assert "You and the helpdesk only" in says(client, people["requester"], ticket).content.decode()
    citizen = make.make_client("warga")
    own = make.make_ticket(requester=citizen)
    page = says(client, citizen, own).content.decode()
    assert "You and the helpdesk only" in page and reverse("helpdesk:ticket_private", args=[own.number]) not in page


def test_what_it_says_is_what_the_queryset_does(cast):
    ticket, people = cast
    for shares in (True, False):
        for private in (True, False):
            organisations.share_tickets(ticket.organisation, shares, by=people["contact"])
            ticket.set_private(private, by=people["requester"])
            colleague = type(people["colleague"]).objects.get(pk=people["colleague"].pk)
            ticket = type(ticket).objects.get(pk=ticket.pk)
            assert ticket.is_read_by_colleagues is ticket.is_visible_to(colleague) is (shares and not private)


# Switched by the requester


def test_the_requester_makes_it_private_and_opens_it_again(cast, client):
    ticket, people = cast
    page = says(client, people["requester"], ticket).content.decode()
    assert reverse("helpdesk:ticket_private", args=[ticket.number]) in page and "Keep it private" in page
    before = ticket.last_client_activity_at
    assert switch(client, people["requester"], ticket, "yes").status_code == 302
    ticket.refresh_from_db()
    event = ticket.events.get(kind="privacy_changed")
    assert (ticket.is_private, event.actor, event.old, event.new) == (True, people["requester"], {"private": False}, {"private": True})
    assert ticket.last_client_activity_at == before, "no word for the helpdesk to answer"
    page = says(client, people["requester"], ticket).content.decode()
    assert "Budi Prasetyo made the ticket private" in page and "Let colleagues read it" in page
    assert switch(client, people["requester"], ticket, "no").status_code == 302
    ticket.refresh_from_db()
    assert ticket.is_private is False
    assert "let colleagues read the ticket" in says(client, people["colleague"], ticket).content.decode()


def test_a_second_press_changes_nothing_and_a_stale_form_is_told(cast, client):
    ticket, people = cast
    stale = ticket.version
    ticket.set_private(True, by=people["requester"])
    assert ticket.set_private(True, by=people["requester"]) is None
    assert ticket.events.filter(kind="privacy_changed").count() == 1
    client.force_login(people["requester"])
    url = reverse("helpdesk:ticket_private", args=[ticket.number])
    assert client.post(url, {"private": "no", "seen": stale}).status_code == 409
    assert client.post(url, {"private": "maybe", "seen": ticket.version}).status_code == 422
    ticket.refresh_from_db()
    assert ticket.is_private


@pytest.mark.parametrize("who", ["colleague", "contact", "stranger", "staff", "admin"])
def test_nobody_else_switches_it(cast, client, who):
    ticket, people = cast
    assert switch(client, people[who], ticket, "yes").status_code == 404
    client.force_login(people[who])
    assert client.get(reverse("helpdesk:ticket_private", args=[ticket.number])).status_code == 404
    ticket.refresh_from_db()
    assert not ticket.is_private


def test_a_finished_ticket_can_still_be_made_private(cast, client):
    ticket, people = cast
    ticket.close("Selesai.", by=people["staff"])
    assert switch(client, people["requester"], ticket, "yes").status_code == 302
    ticket.refresh_from_db()
    assert ticket.is_private and ticket.is_done and not ticket.is_visible_to(people["colleague"])


def test_a_ticket_of_no_organisation_has_nobody_to_be_kept_from(client):
    citizen = make.make_client()
    ticket = make.make_ticket(requester=citizen)
    client.force_login(citizen)
    assert client.get(reverse("helpdesk:ticket_private", args=[ticket.number])).status_code == 409
    with pytest.raises(IllegalMove):
        ticket.set_private(True, by=citizen)


# In force with the next request


def traces(client, person, ticket):
    """Where this person still meets the ticket: every address that speaks of tickets."""
    client.force_login(person)
    file, slot = ticket.attachments.get(), ticket.slots.get()
    met = []
    for address in (LIST, f"{LIST}?q={CANARY}", f"{LIST}?status=open", reverse("helpdesk:dashboard")):
        answer = client.get(address)
        if ticket.get_absolute_url() in answer.content.decode() or f"Judul {CANARY}" in answer.content.decode():
            met.append(address)
    counts = [choice.count for choice in client.get(LIST).context["statuses"]]
    if set(counts) != {"0"}:
        met.append(f"counts {counts}")
    for name, more in (
        ("ticket", []), ("ticket_reply", []), ("ticket_upload", []), ("attachment", [file.key]), ("attachment_remove", [file.key]),
        ("ticket_private", []), ("ticket_cancel", []), ("ticket_necessity", [slot.pk]),
    ):
        address = reverse(f"helpdesk:{name}", args=[ticket.number, *more])
        for method in (client.get, client.post):
            if method(address).status_code not in {404, 405}:
                met.append(address)
    return met


def make_private(ticket, people):
    ticket.set_private(True, by=people["requester"])


def stop_sharing(ticket, people):
    organisations.share_tickets(ticket.organisation, False, by=people["contact"])


def take_out(ticket, people):
    organisations.remove_member(people["colleague"], by=people["contact"])


@pytest.mark.parametrize("end", [make_private, stop_sharing, take_out])
def test_what_is_not_shared_any_more_is_gone_with_the_colleagues_next_request(cast, client, end):
    ticket, people = cast
    met = traces(client, people["colleague"], ticket)
    assert LIST in met and f"{LIST}?q={CANARY}" in met and ticket.get_absolute_url() in met and any("counts" in m for m in met)
    end(ticket, people)
    assert traces(client, people["colleague"], ticket) == []
    assert ticket.get_absolute_url() in traces(client, people["requester"], ticket)


def test_a_colleague_reads_the_states_of_documents_but_no_file_and_cannot_talk(cast, client):
    ticket, people = cast
    page = says(client, people["colleague"], ticket)
    text, file = page.content.decode(), ticket.attachments.get()
    assert page.status_code == 200 and "KTP" in text
    assert file.get_absolute_url() not in text and file.name not in text
    assert reverse("helpdesk:ticket_reply", args=[ticket.number]) not in text
    for name, more in (("ticket_reply", []), ("ticket_upload", []), ("attachment", [file.key])):
        address = reverse(f"helpdesk:{name}", args=[ticket.number, *more])
        assert 404 in {client.get(address).status_code, client.post(address).status_code}


def test_it_is_possible_in_every_state_and_moves_none(client):
    office = Office()
    office.client.organisation, office.client.membership = make.make_organisation(shares_tickets=True), "member"
    office.client.save()
    for state in sorted(NOT_DONE | DONE):
        with transaction.atomic():
            ticket = office.ticket(state)
            assert switch(client, office.client, ticket, "yes").status_code == 302, state
            after = type(ticket).objects.get(pk=ticket.pk)
            assert (after.is_private, after.status, after.due_at) == (True, ticket.status, ticket.due_at), state
            assert after.version == ticket.version + 1, "one event per change"
            transaction.set_rollback(True)
