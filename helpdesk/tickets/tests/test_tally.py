"""The kept counts say the same as counting, whatever happens to tickets, at any moment and for everybody."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from helpdesk.common.dates import end_of_day
from helpdesk.tests import factories as make
from helpdesk.tickets import counts, jobs, tally, work
from helpdesk.tickets.filters import QUICK, TicketFilter
from helpdesk.tickets.models import ClientTally, DueMark, Ticket, TicketFlow, TicketTally
from helpdesk.tickets.models.status import DONE, Status
from helpdesk.tickets.tests.states import Office
from helpdesk.tickets.ways import ways_of
from helpdesk.tickets.weeks import per_week

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def everybody(office):
    return office.officer, office.colleague, make.make_staff(department=office.other), make.make_staff(), make.make_admin(), make.make_superadmin()


def counted(user, quick):
    """What `counts.kept` must say, from the tickets themselves."""
    found = {}
    for row in TicketFilter(user, quick=quick).by_quick(Ticket.objects.visible_to(user)).values_list("department_id", "status"):
        found[row] = found.get(row, 0) + 1
    return found


def assert_kept_is_counted(people):
    for user in people:
        for quick in ("", *QUICK):
            assert counts.kept(user, quick).cells.numbers == counted(user, quick), (user.role, quick)


def shake(office, people, dice, times):
    """Do at random what can happen to tickets, by statements: the triggers must not care which verb it was."""
    now = timezone.now()
    for _time in range(times):
        ticket = Ticket.objects.order_by("?").first()
        status = dice.choice(list(Status))
        done = status in DONE
        runs = not done and status != Status.PENDING and dice.random() < 0.8
        Ticket.objects.filter(pk=ticket.pk).update(
            status=status, closed_at=now - timedelta(hours=dice.randrange(900)) if done else None, evaluated_at=None,
            waiting_for="answer" if status == Status.PENDING else "", status_before_escalation="",
            clock_started_at=now if runs else None, due_at=now + timedelta(minutes=dice.randrange(-3000, 3000)) if runs else None,
            department=dice.choice([office.department, office.other]), assignee=dice.choice([None, *people[:3]]),
            unchecked_documents=dice.randrange(2), wanted_documents=dice.randrange(2), is_private=dice.random() < 0.3,
        )  # fmt: skip
        person = dice.choice(people[:4])
        (ticket.watchers.remove if ticket.watchers.filter(pk=person.pk).exists() else ticket.watchers.add)(person)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_anything_the_kept_counts_are_the_counted_ones(office, seed):
    people, dice = everybody(office), random.Random(seed)
    for _n in range(12):
        office.ticket("open")
    for _round in range(3):
        shake(office, people, dice, 12)
        assert_kept_is_counted(people)
        jobs.mark_due_tickets()
        assert_kept_is_counted(people)
        jobs.fold_ticket_counts()
        assert_kept_is_counted(people)
    assert jobs.mend_ticket_counts() == 0
    assert ClientTally.objects.filter(number__gt=1).exists() or ClientTally.objects.count() > 3
    Ticket.objects.filter(pk__in=Ticket.objects.values("pk")[:4]).update(created_at=timezone.now() - timedelta(days=9))
    assert sum(week.created for week in per_week()) == 12
    assert sum(week.closed for week in per_week()) == Ticket.objects.done().count()


def test_real_verbs_are_counted_for_the_desk_and_for_the_client(office):
    ticket = office.ticket("open")
    ticket.assign_to(office.officer, by=office.officer)
    ticket.wait_for_client("Nomor apa?", by=office.officer)
    assert tally.own_open(office.client) == (1, 1)
    ticket.reply("12345", by=office.client)
    assert tally.own_open(office.client) == (1, 0)
    ticket.close("Selesai.", by=office.officer)
    assert tally.own_open(office.client) == (0, 0)
    assert counts.kept(office.officer).cells.numbers == {(office.department.pk, "closed"): 1}
    assert counts.kept(office.officer, "mine").cells.numbers == {}


def test_a_colleague_counts_what_is_shared_and_not_what_is_private(office, client):
    firm = make.make_organisation(shares_tickets=True)
    asker, colleague = make.make_client(organisation=firm), make.make_client(organisation=firm)
    for private in (False, True, False):
        make.make_ticket(requester=asker, service=office.plain, is_private=private)
    for person, total in ((asker, "3"), (colleague, "2"), (make.make_client(), "0")):
        client.force_login(person)
        assert client.get("/helpdesk/tiket/").context["total"] == total
    Ticket.objects.update(is_private=True)
    client.force_login(colleague)
    assert client.get("/helpdesk/tiket/").context["total"] == "0"


def test_a_mark_that_is_behind_is_counted_where_it_belongs(office):
    now = timezone.now()
    ticket, boss = office.ticket("open"), make.make_admin()
    key = (office.department.pk, "open")
    moments = {"today": end_of_day(now) - timedelta(seconds=1), "overdue": now - timedelta(hours=1), "": end_of_day(now) + timedelta(days=3)}
    for quick, due_at in moments.items():
        Ticket.objects.filter(pk=ticket.pk).update(due_at=due_at)
        assert Ticket.objects.get().due_mark == DueMark.AHEAD, "a new date begins anew"
        for _turn in range(2):
            for other in ("overdue", "today"):
                assert counts.kept(boss, other).cells.numbers == ({key: 1} if other == quick else {}), (quick, other)
            jobs.mark_due_tickets()
    Ticket.objects.filter(pk=ticket.pk).update(due_at=now - timedelta(hours=1))
    assert jobs.mark_due_tickets() == 1 and jobs.mark_due_tickets() == 0
    assert Ticket.objects.get().due_mark == DueMark.LATE
    Ticket.objects.get().close("Selesai.", by=office.officer)
    assert Ticket.objects.get().due_mark == DueMark.NONE


def test_what_was_counted_wrong_is_mended_and_said(office):
    office.ticket("open")
    boss = make.make_admin()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE helpdesk_tickettally SET number = 7")
        cursor.execute("UPDATE helpdesk_ticketflow SET created = 5")
        cursor.execute("DELETE FROM helpdesk_clienttally")
    assert counts.kept(boss).cells.numbers != counted(boss, "")
    assert jobs.mend_ticket_counts() > 0
    assert counts.kept(boss).cells.numbers == counted(boss, "")
    assert tally.own_open(office.client)[0] == 1 and per_week()[-1].created == 1
    assert jobs.mend_ticket_counts() == 0


def test_folding_leaves_one_row_of_equal_ones_and_none_of_nothing(office):
    tickets = [office.ticket("open") for _n in range(4)]
    for ticket in tickets:
        ticket.close("Selesai.", by=office.officer)
    assert TicketTally.objects.count() > 2
    jobs.fold_ticket_counts()
    assert [row.number for row in TicketTally.objects.all()] == [4]
    assert [row.number for row in ClientTally.objects.all()] == [4]
    assert TicketFlow.objects.count() <= 2
    assert jobs.fold_ticket_counts() == 0


def test_the_ways_of_seeing_make_up_what_is_visible_and_nothing_else(office):
    firm = make.make_organisation(shares_tickets=True)
    asker, colleague = make.make_client(organisation=firm), make.make_client(organisation=firm)
    for private in (False, True):
        make.make_ticket(requester=asker, service=office.plain, is_private=private)
    foreign = make.make_ticket(service=make.make_service(department=office.other))
    watched = make.make_ticket(service=make.make_service(department=office.other))
    watched.watchers.add(office.officer)
    Ticket.objects.filter(pk=foreign.pk).update(assignee=office.colleague)
    gone = make.make_staff(department=office.department, is_active=False)
    for person in (*everybody(office), asker, colleague, office.client, make.make_client(), gone):
        seen = {pk for way in ways_of(person).values() for pk in way.values_list("pk", flat=True)}
        assert seen == set(Ticket.objects.visible_to(person).values_list("pk", flat=True)), person
    assert not ways_of(gone) and watched.pk in seen | set(ways_of(office.officer)["followed"].values_list("pk", flat=True))


def test_the_work_of_the_dashboard_is_counted_as_its_tickets_are_found(office):
    people, dice = everybody(office), random.Random(5)
    for _n in range(10):
        office.ticket("open")
    shake(office, people, dice, 25)
    for user in people:
        for _turn in range(2):
            found = work.work_of(user, rows=50, oldest=True)
            at, open_ones = timezone.now(), Ticket.objects.visible_to(user).open()
            for kind, wanted in work.conditions(user, at).items():
                number = sum(open_ones.filter(condition).count() for condition in wanted)
                assert found.count(kind) == number == len(found.first.get(kind, [])), (user.role, kind)
            assert found.count("open") == open_ones.count()
            jobs.mark_due_tickets()
