"""The ticket list (rows A8 and B7): who sees what in it, its counts, its pages and its queries."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.common.dates import end_of_day
from helpdesk.common.paging import PAGE_SIZE
from helpdesk.tests import factories as make
from helpdesk.tickets import counts, jobs
from helpdesk.tickets.models import DueMark, Status, Ticket
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db
LIST = "/helpdesk/tiket/"


@pytest.fixture
def office():
    return Office()


def listed(client, person=None, **query):
    if person:
        client.force_login(person)
    client.cookies["django_language"] = "en"
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [row["ticket"].title for row in answer.context["rows"]]


def count_of(answer, label):
    """The number that stands beside a choice of the side panel."""
    text = re.sub(r"\s+", " ", answer.content.decode())
    found = re.search(rf"<span>{label}</span><span class=\"count\">([^<]*)</span>", text)
    return found and found.group(1)


def many(office, count, status=Status.OPEN, **facts):
    """Rows by the thousand, past the verbs: only lists are tried with them."""
    now = timezone.now()
    template = {
        "description": "Massal.", "service": office.plain, "department": office.department, "source": make.make_source(),
        "type": office.plain.type, "requester": office.client, "created_by": office.client, "status": status,
        "first_response_hours": 2, "resolution_hours": 15, "closed_at": now if status in ("closed", "rejected") else None,
    } | facts  # fmt: skip
    rows = [Ticket(title=f"Massal {n}", created_at=now, **template) for n in range(count)]
    Ticket.objects.bulk_create(rows, batch_size=500)


def test_a_row_says_what_who_where_when_status_due_and_officer(office, client):
    ticket = make.make_ticket("Internet lambat", requester=office.client, service=office.plain)
    ticket.assign_to(office.officer, by=office.officer)
    text = listed(client, office.officer).content.decode()
    for words in (f"#{ticket.number}", "Internet lambat", office.client.name, "LPSE", "Open", "left", office.officer.name):
        assert words in text, words
    for head in ("Number", "Title", "Submitted By", "Department", "Date", "Status", "Action"):
        assert head in text, head


def test_take_is_offered_where_it_may_be_done_and_nowhere_else(office, client):
    free = office.ticket("open")
    mine = office.ticket("open")
    mine.assign_to(office.colleague, by=office.officer)
    watched = make.make_ticket(service=make.make_service(department=office.other))
    watched.watchers.add(office.officer)
    text = listed(client, office.officer).content.decode()
    offered = [t for t in (free, mine, watched) if reverse("helpdesk:ticket_take", args=[t.number]) in text]
    assert offered == [free]


def test_a_client_reads_own_wording_next_step_due_date_and_progress(office, client):
    ticket = office.ticket("open_incomplete")
    text = listed(client, office.client).content.decode()
    for words in (f"#{ticket.number}", "Complete your documents", "Send the required documents", "0 %", "Ticket Status"):
        assert words in text, words
    running = office.ticket("open")
    assert "Due in" in listed(client, ).content.decode() and running.is_clock_running


def test_foreign_tickets_are_in_no_list_no_count_and_no_search(office, client):
    office.ticket("open")
    make.make_ticket("Rahasia zebra", service=make.make_service(department=office.other))
    stranger = make.make_client()
    for person, sees in ((office.client, 1), (office.officer, 1), (stranger, 0), (make.make_staff(), 0), (make.make_admin(), 2)):
        answer = listed(client, person)
        assert len(answer.context["rows"]) == sees, person
        assert count_of(answer, "View All") == str(sees)
        assert bool(titles(listed(client, person, q="zebra"))) == (sees == 2)
        assert ("zebra" in answer.content.decode()) == (sees == 2)


def test_colleagues_see_shared_tickets_but_not_private_ones(office, client):
    firm = make.make_organisation(shares_tickets=True)
    asker, colleague = make.make_client(organisation=firm), make.make_client(organisation=firm)
    make.make_ticket("Bersama", requester=asker, service=office.plain)
    make.make_ticket("Pribadi", requester=asker, service=office.plain, is_private=True)
    assert titles(listed(client, colleague)) == ["Bersama"]
    assert set(titles(listed(client, asker))) == {"Bersama", "Pribadi"}


def test_status_counts_follow_department_words_and_visibility(office, client):
    for state in ("open", "checking", "escalated", "video_call", "pending", "replied", "closed", "rejected", "cancelled"):
        office.ticket(state)
    make.make_ticket("Lain zebra", service=make.make_service(department=office.other))
    answer = listed(client, office.officer)
    assert [count_of(answer, label) for label in ("Open", "Pending", "Replied", "Closed", "View All")] == list("41139")
    boss = make.make_admin()
    assert count_of(listed(client, boss), "View All") == "10"
    assert count_of(listed(client, boss, departemen=office.other.pk), "View All") == "1"
    answer = listed(client, boss, q="zebra")
    assert [count_of(answer, label) for label in ("Open", "Closed", "Server", "LPSE")] == ["1", "0", "1", "0"]
    answer = listed(client, boss, status="closed")
    assert [count_of(answer, label) for label in ("Server", "LPSE")] == ["0", "3"]


def test_a_group_and_an_exact_status_narrow_the_list(office, client):
    tickets = {state: office.ticket(state) for state in ("open", "checking", "pending", "closed", "rejected")}
    numbers = lambda **query: {r["ticket"].number for r in listed(client, office.officer, **query).context["rows"]}  # noqa: E731
    assert numbers(status="closed") == {tickets["closed"].number, tickets["rejected"].number}
    assert numbers(status="=rejected") == {tickets["rejected"].number}
    assert numbers(status="open") == {tickets["open"].number, tickets["checking"].number}
    assert len(numbers(status="nonsense")) == 5


def test_quick_filters(office, client):
    mine, free, check = office.ticket("open"), office.ticket("open"), office.ticket("checking")
    for ticket in (mine, check):
        ticket.assign_to(office.officer, by=office.officer)
    late = office.ticket("open")
    late.assign_to(office.colleague, by=office.officer)
    Ticket.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    for quick, expected in (("mine", {mine, check}), ("unassigned", {free}), ("overdue", {late}), ("to_check", {check})):
        found = {row["ticket"] for row in listed(client, office.officer, hanya=quick).context["rows"]}
        assert found == expected, quick


def test_what_is_late_is_listed_newest_first_whether_the_clock_has_marked_it_or_not(office, client):
    first, second, third, _in_time = (office.ticket("open") for _n in range(4))
    late = lambda *tickets: Ticket.objects.filter(pk__in=[t.pk for t in tickets]).update(due_at=timezone.now() - timedelta(hours=1))  # noqa: E731
    late(first, third)
    assert jobs.mark_due_tickets() >= 2
    late(second)
    marks = Ticket.objects.in_bulk([first.pk, second.pk, third.pk])
    assert [marks[t.pk].due_mark for t in (first, second, third)] == [DueMark.LATE, DueMark.AHEAD, DueMark.LATE]
    for order in ("", "due"):
        rows = [row["ticket"] for row in listed(client, office.officer, hanya="overdue", urut=order).context["rows"]]
        assert len(rows) == 3 and set(rows) == {first, second, third}
        assert order or rows == [third, second, first]


def test_what_is_due_today_is_listed_newest_first_whether_the_clock_has_marked_it_or_not(office, client):
    first, second, third, passed, tomorrow = (office.ticket("open") for _n in range(5))
    midnight, now = end_of_day(), timezone.now()

    def due(at, *tickets):
        Ticket.objects.filter(pk__in=[t.pk for t in tickets]).update(due_at=at)

    due(midnight - timedelta(milliseconds=1), first, third, passed)
    due(midnight, tomorrow)
    assert jobs.mark_due_tickets() == 3
    due(midnight - timedelta(milliseconds=1), second)
    due(now - timedelta(minutes=1), passed)
    Ticket.objects.filter(pk=passed.pk).update(due_mark=DueMark.TODAY)  # its moment has come, and the clock has not yet
    marks = Ticket.objects.in_bulk()
    assert [marks[t.pk].due_mark for t in (first, second, third, passed)] == [DueMark.TODAY, DueMark.AHEAD, DueMark.TODAY, DueMark.TODAY]
    for order in ("", "due"):
        rows = [row["ticket"] for row in listed(client, office.officer, hanya="today", urut=order).context["rows"]]
        assert len(rows) == 3 and set(rows) == {first, second, third}
        assert order or rows == [third, second, first]


def test_due_first_puts_the_standing_clock_last(office, client):
    later, standing, sooner = office.ticket("open"), office.ticket("pending"), office.ticket("open")
    Ticket.objects.filter(pk=later.pk).update(due_at=timezone.now() + timedelta(days=3))
    Ticket.objects.filter(pk=sooner.pk).update(due_at=timezone.now() + timedelta(days=1))
    rows = [row["ticket"] for row in listed(client, office.officer, urut="due").context["rows"]]
    assert rows == [sooner, later, standing]


def test_paging_shows_every_row_once_forth_and_back(office, client):
    many(office, PAGE_SIZE * 2 + 3)
    client.force_login(office.officer)
    for order in ("newest", "due"):
        seen, url = [], f"{LIST}?urut={order}"
        while url:
            answer = client.get(url)
            seen.append([row["ticket"].pk for row in answer.context["rows"]])
            url = answer.context["older_url"]
        assert len({pk for page in seen for pk in page}) == sum(map(len, seen)) == PAGE_SIZE * 2 + 3
        back = client.get(answer.context["newer_url"])
        assert [row["ticket"].pk for row in back.context["rows"]] == seen[-2]
    assert client.get(LIST, {"kursor": "kacau"}).status_code == 404


def test_done_is_counted_up_to_a_limit_and_open_exactly(office, client, monkeypatch):
    monkeypatch.setattr(counts, "LIMIT", 5)
    monkeypatch.setattr("helpdesk.tickets.views.lists.LIMIT", 5)
    many(office, 8, Status.CLOSED)
    many(office, 7, Status.OPEN)
    counted = counts.count_by_status(Ticket.objects.all())
    assert counted == {"closed": 6, "open": 7}
    assert count_of(listed(client, office.officer), "Open") == "7"


def test_more_than_a_thousand_closed_tickets_read_1000_plus(office, client):
    many(office, 1003, Status.CLOSED)
    many(office, 2, Status.OPEN)
    client.force_login(office.officer)
    answer = client.get(LIST)
    assert "1.000+" in answer.content.decode()
    answer = listed(client)
    assert [count_of(answer, label) for label in ("Closed", "Open", "View All", "LPSE")] == ["1,000+", "2", "1,000+", "1,000+"]


@pytest.mark.parametrize(("who", "limit"), [("officer", 8), ("client", 6)])
def test_queries_are_few_and_the_same_at_10_and_1000_rows(office, client, who, limit, django_assert_max_num_queries):
    firm = make.make_organisation()
    type(office.client).objects.filter(pk=office.client.pk).update(organisation=firm, membership="member")
    client.force_login(getattr(office, who))
    used = []
    for count in (10, 990):
        many(office, count, organisation=firm)
        many(office, 3, assignee=office.colleague, due_at=timezone.now(), clock_started_at=timezone.now())
        with django_assert_max_num_queries(limit) as queries:
            answer = client.get(LIST)
        assert len(answer.context["rows"]) == min(PAGE_SIZE, count + 3)
        used.append(len(queries))
    assert used[1] == used[0]


def test_empty_lists_offer_a_next_step(office, client):
    text = listed(client, make.make_client()).content.decode()
    assert "You have no ticket yet" in text and 'href="/helpdesk/tiket/baru/"' in text
    assert "The queue is empty" in listed(client, office.officer).content.decode()
    text = listed(client, office.officer, q="tidakada").content.decode()
    assert "No ticket found" in text and "Show all tickets" in text
