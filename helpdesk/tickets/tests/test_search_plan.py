"""Which way a search goes, by the statistics of a small table; and that both ways find the same, for everybody."""

import pytest
from django.db import connection
from django.utils import timezone

from helpdesk.common.paging import PAGE_SIZE
from helpdesk.messages.models import Message
from helpdesk.tests import factories as make
from helpdesk.tickets import listing, search_plan
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.tests.states import Office
from helpdesk.tickets.tests.test_list import count_of, listed, many

pytestmark = pytest.mark.django_db
COMMON, RARE = "permohonan", "hidrometeorologi"


@pytest.fixture
def office():
    """Three hundred tickets with the common word, one of them with the rare one, and what PostgreSQL knows of them."""
    office = Office()
    many(office, 300, description=f"Sebuah {COMMON}.")
    Ticket.objects.filter(pk=Ticket.objects.order_by("-pk")[150].pk).update(title=f"Data {RARE}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE helpdesk_ticket, helpdesk_message")
    return office


def refuse(monkeypatch, name):
    def never(*arguments):
        raise AssertionError(f"{name} is the dearer way")

    monkeypatch.setattr(search_plan, name, never)


def test_a_common_word_is_walked_for_and_a_rare_one_looked_up(office, client, monkeypatch):
    assert search_plan.estimate([COMMON]).is_common
    assert not search_plan.estimate([RARE]).is_common
    assert not search_plan.estimate([COMMON, RARE]).is_common, "of several words the rarest counts"
    with monkeypatch.context() as patch:
        refuse(patch, "by_index")
        assert len(listed(client, office.officer, q=COMMON).context["rows"]) == PAGE_SIZE
    with monkeypatch.context() as patch:
        refuse(patch, "walking")
        assert len(listed(client, office.officer, q=RARE).context["rows"]) == 1
        assert len(listed(client, office.officer, q=f"{COMMON} {RARE}").context["rows"]) == 1


def test_where_nothing_is_known_of_a_word_the_index_is_asked(client, monkeypatch):
    office = Office()
    make.make_ticket(f"Sebuah {COMMON}", requester=office.client, service=office.plain)
    assert not search_plan.estimate([COMMON]).is_common


def test_beside_a_common_word_stands_how_many_there_are_at_least(office, client):
    answer = listed(client, office.officer, q=COMMON)
    assert count_of(answer, "Open") == f"{listing.WINDOW}+"
    assert answer.context["total"] == f"{listing.WINDOW}+"
    assert count_of(answer, "Closed") is None, "of what is not known nothing is said"
    answer = listed(client, office.officer, q=RARE)
    assert [count_of(answer, label) for label in ("Open", "Closed")] == ["1", "0"]


@pytest.fixture
def people(office):
    """A small mixture of everything that decides who finds what."""
    firm = make.make_organisation(shares_tickets=True)
    asker, colleague = make.make_client(organisation=firm), make.make_client(organisation=firm)
    mixed = [make.make_ticket(f"Zebra {n}", requester=asker, service=office.plain, is_private=n == 1) for n in range(3)]
    mixed += [make.make_ticket("Lain", requester=asker, service=make.make_service(department=office.other)) for _n in range(3)]
    mixed[3].reply("Ada zebra.", by=make.make_admin())
    mixed[4].add_note("Curiga zebra.", by=make.make_admin())
    mixed[5].watchers.add(office.officer)
    Message.objects.create(ticket=mixed[5], author=asker, text="zebra")
    mixed[0].reject("Bukan zebra kami.", by=office.officer)
    Ticket.objects.filter(pk=mixed[2].pk).update(due_at=timezone.now())
    return [office.officer, make.make_staff(department=office.other), make.make_staff(), make.make_admin(), asker, colleague, office.client]


QUERIES = [{}, {"status": "closed"}, {"status": "open"}, {"status": "=rejected"}, {"urut": "due"}, {"hanya": "unassigned"}, {"departemen": "1"}]


def numbers(client, query):
    """All that a list holds, page by page, forth; and the rows of the page before the last one."""
    found, url, before = [], "/helpdesk/tiket/", []
    answer = client.get(url, query)
    while True:
        found.append([row["ticket"].number for row in answer.context["rows"]])
        if not answer.context["older_url"]:
            break
        answer = client.get(answer.context["older_url"])
    if answer.context["newer_url"]:
        before = [row["ticket"].number for row in client.get(answer.context["newer_url"]).context["rows"]]
        assert before == found[-2]
    return [number for page in found for number in page]


def test_both_ways_find_the_same_for_everybody_and_nobody_a_foreign_word(people, client, monkeypatch):
    found = {}
    monkeypatch.setattr("helpdesk.common.paging.keyset_page.__defaults__", ("", 2, None))
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    for way in (True, False):
        monkeypatch.setattr(search_plan.Estimate, "is_common", property(lambda self, way=way: way))
        for person in people:
            client.force_login(person)
            for place, query in enumerate(QUERIES):
                found.setdefault((person.pk, place), []).append(numbers(client, query | {"q": "zebra"}))
    assert all(first == second for first, second in found.values())
    titles = [len(found[person.pk, 0][0]) for person in people]
    assert titles == [4, 3, 0, 6, 5, 4, 0], "the note is found by the desk only, what is private by its requester and the desk"


def test_a_wrong_estimate_is_noticed_and_the_other_way_taken(office, client, monkeypatch):
    monkeypatch.setattr(search_plan, "MOST_HITS", 5)
    monkeypatch.setattr(search_plan.Estimate, "is_common", property(lambda self: False))
    assert len(listed(client, office.officer, q=COMMON).context["rows"]) == PAGE_SIZE
    monkeypatch.setattr(search_plan.Estimate, "is_common", property(lambda self: True))
    monkeypatch.setattr(search_plan.Estimate, "steps", 2)
    monkeypatch.setattr(search_plan, "SPARE", 1)
    assert len(listed(client, office.officer, q=RARE).context["rows"]) == 1, "it lies beyond what was walked through"


@pytest.mark.parametrize("word", [COMMON, RARE])
def test_a_search_takes_eight_statements_at_most(office, client, word, django_assert_max_num_queries):
    for person in (office.officer, make.make_admin()):
        client.force_login(person)
        with django_assert_max_num_queries(8):
            client.get("/helpdesk/tiket/", {"q": word})
    client.force_login(office.client)
    with django_assert_max_num_queries(7):
        client.get("/helpdesk/tiket/", {"q": word})
