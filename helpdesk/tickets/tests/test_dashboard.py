"""The dashboard (row B4): the right tiles with live figures, the work in its order, the weeks, and a constant price."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from helpdesk.accounts.models import User
from helpdesk.tests import factories as make
from helpdesk.tickets import work
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.views import tiles
from helpdesk.tickets.views.chart import chart_of
from helpdesk.tickets.views.tiles import tiles_for
from helpdesk.tickets.weeks import Week, per_week
from helpdesk.worktime.models import NonWorkingDay

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime.datetime(2026, 7, 15, 10))  # a Wednesday


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def network():
    return make.make_department("Jaringan")


def ticket(department, **facts):
    """A ticket whose clock runs until tomorrow noon, unless `facts` say otherwise; written past the verbs, for speed."""
    service = department.services.first() or make.make_service(department=department)
    made = make.make_ticket(service=service, at=NOW)
    facts = {"clock_started_at": NOW, "due_at": NOW + datetime.timedelta(days=1)} | facts
    Ticket.objects.filter(pk=made.pk).update(**facts)
    return Ticket.objects.get(pk=made.pk)


def hours(number):
    return NOW + datetime.timedelta(hours=number)


def names(tiles):
    return [tile.label for tile in tiles]


def logged_in(person):
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def dashboard(person):
    return logged_in(person).get(reverse("helpdesk:dashboard"))


class TestTiles:
    def tile(self, person, label):
        return next(tile for tile in tiles_for(person, (0,), at=NOW) if tile.label == label)

    def test_each_role_has_the_tiles_that_it_may_use(self):
        everything = ["Tickets", "Admin", "Staff", "Clients", "FAQ", "Department", "Setting"]
        assert names(tiles_for(make.make_superadmin(), (0,))) == everything
        assert names(tiles_for(make.make_admin(), (0,))) == [name for name in everything if name != "Admin"]
        assert names(tiles_for(make.make_staff(), (0,))) == ["Tickets", "FAQ"]
        assert names(tiles_for(make.make_client(), (0,))) == ["Tickets", "FAQ"]

    def test_who_is_away_or_deactivated_is_not_on_duty(self):
        yesterday, tomorrow = NOW.date() - datetime.timedelta(days=1), NOW.date() + datetime.timedelta(days=1)
        for fields in ({}, {"away_until": yesterday}, {"away_until": tomorrow}, {"is_active": False}):
            make.make_staff(**fields)
        tile = self.tile(make.make_admin(), "Staff")
        assert (tile.number, tile.note) == ("3", "2 on duty")

    def test_clients_who_wait_for_approval_come_before_the_new_ones(self):
        admin = make.make_admin()
        make.make_client(date_joined=NOW - datetime.timedelta(days=8))
        assert (self.tile(admin, "Clients").number, self.tile(admin, "Clients").note) == ("1", "")
        make.make_client(date_joined=NOW)
        assert self.tile(admin, "Clients").note == "1 new this week"
        make.make_client(is_active=False, awaits_approval=True)
        tile = self.tile(admin, "Clients")
        assert (tile.number, tile.note, tile.tone) == ("2", "1 waits for approval", "wait")

    def test_the_faq_is_counted_as_published_and_only_the_desk_hears_of_drafts(self, network):
        entries = network.faq_entries
        entries.create(question="Satu?", answer="Ya.")
        entries.create(question="Dua?", answer="Ya.", live=False)
        assert (self.tile(make.make_staff(), "FAQ").number, self.tile(make.make_staff(), "FAQ").note) == ("1", "1 draft")
        assert (self.tile(make.make_client(), "FAQ").number, self.tile(make.make_client(), "FAQ").note) == ("1", "")

    def test_departments_that_still_answer_are_counted(self, network):
        make.make_department(is_active=False)
        assert self.tile(make.make_admin(), "Department").number == "1"

    @pytest.mark.parametrize(("month", "year"), [(7, 2026), (10, 2027)])
    def test_the_setting_warns_while_joint_leave_is_missing(self, month, year):
        admin, at = make.make_admin(), NOW.replace(month=month)
        warned = next(tile for tile in tiles_for(admin, (0,), at=at) if tile.label == "Setting")
        assert (warned.note, warned.tone) == (f"Joint leave of {year} is missing", "wait")
        NonWorkingDay.objects.create(date=datetime.date(year, 3, 20), name="Cuti", kind=NonWorkingDay.Kind.JOINT_LEAVE)
        assert next(tile for tile in tiles_for(admin, (0,), at=at) if tile.label == "Setting").note == ""

    def test_a_figure_is_counted_no_further_than_the_limit(self, monkeypatch):
        monkeypatch.setattr("helpdesk.tickets.views.tiles.LIMIT", 1)
        monkeypatch.setattr("helpdesk.tickets.views.tiles._figures_of", tiles._figures_of.__wrapped__)  # put together anew
        for _n in range(3):
            make.make_client()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("helpdesk.tickets.views.tiles.capped", str)
            assert self.tile(make.make_admin(), "Clients").number == "2"  # one more than the limit, never three


class TestWork:
    def kinds(self, user, **options):
        found = work.work_of(user, rows=5, at=NOW, **options)
        return {kind: [t.pk for t in tickets] for kind, tickets in found.first.items()}, found

    def test_every_ticket_is_work_of_one_kind_at_most(self, network):
        rudi, wati = make.make_staff(department=network), make.make_staff(department=network)
        expected = {
            "overdue": ticket(network, due_at=hours(-1), assignee=rudi),
            "today": ticket(network, due_at=hours(3)),
            "check": ticket(network, unchecked_documents=2, assignee=wati, status="checking"),
            "yours": ticket(network, assignee=rudi),
            "new": ticket(network),
        }
        ticket(network, assignee=wati)
        ticket(network, assignee=rudi, status="replied")
        ticket(network, clock_started_at=None, due_at=None)
        ticket(network, due_at=hours(-1), status="closed", closed_at=NOW, clock_started_at=None)
        first, found = self.kinds(rudi)
        assert first == {kind: [one.pk] for kind, one in expected.items()}
        assert {kind: found.count(kind) for kind in work.KINDS} == dict.fromkeys(work.KINDS, 1)
        assert found.count("open") == 8

    def test_the_most_urgent_stands_first_and_no_more_than_asked_for_are_read(self, network):
        admin = make.make_admin()
        made = [ticket(network, due_at=hours(-n), assignee=admin) for n in range(1, 8)]
        first, found = self.kinds(admin)
        assert first["overdue"] == [one.pk for one in reversed(made)][:5]
        assert found.count("overdue") == 7

    def test_the_oldest_open_ones_are_found_behind_many_that_are_done(self, network):
        old = ticket(network)
        for _n in range(3):
            ticket(network, status="closed", closed_at=NOW, clock_started_at=None)
        new = ticket(network)
        assert self.kinds(make.make_admin(), oldest=True)[0]["oldest"] == [old.pk, new.pk]

    def test_staff_count_only_what_they_see(self, network):
        elsewhere = make.make_department()
        ticket(network)
        ticket(elsewhere)
        assert self.kinds(make.make_staff(department=network))[1].count("new") == 1
        assert self.kinds(make.make_admin())[1].count("new") == 2
        assert self.kinds(make.make_staff())[1].departments == []

    def test_the_list_behind_due_today_shows_the_same(self, network, client):
        end = timezone.localtime().replace(hour=23, minute=59, second=59)
        today = ticket(network, due_at=end)
        ticket(network, due_at=end + datetime.timedelta(hours=1))
        client.force_login(make.make_admin())
        rows = client.get(reverse("helpdesk:ticket_list"), {"hanya": "today"}).context["rows"]
        assert [row["ticket"].pk for row in rows] == [today.pk]


class TestWeeks:
    def test_tickets_are_counted_in_the_week_of_the_sites_calendar(self, network):
        monday = timezone.make_aware(datetime.datetime(2026, 7, 13))
        ticket(network, created_at=monday)
        ticket(network, created_at=monday - datetime.timedelta(seconds=1), closed_at=NOW, status="closed", clock_started_at=None)
        ticket(network, created_at=monday - datetime.timedelta(weeks=12))
        weeks = per_week(at=NOW)
        assert len(weeks) == 12
        assert weeks[-1] == Week(datetime.date(2026, 7, 13), created=1, closed=1)
        assert weeks[-2] == Week(datetime.date(2026, 7, 6), created=1, closed=0)
        assert sum(week.created for week in weeks) == 2

    @pytest.mark.parametrize(("most", "top"), [(0, 2), (2, 2), (3, 4), (14, 20), (41, 80), (1999, 2000), (2001, 4000)])
    def test_the_scale_ends_at_an_even_number_above_the_highest_bar(self, most, top):
        chart = chart_of([Week(NOW.date(), created=most, closed=most // 2)])
        assert (chart.top, chart.middle * 2) == (top, top)
        assert all(0 < bar.height <= chart.height and bar.y + bar.height == chart.height for bar in chart.columns[0][1])

    def test_a_week_without_tickets_has_no_bar(self):
        assert chart_of([Week(NOW.date(), created=1)]).columns[0][1][0].kind == "created"
        assert chart_of([Week(NOW.date())]).columns[0][1] == []


class TestPage:
    @pytest.mark.parametrize("role", ["client", "staff", "admin", "superadmin"])
    def test_it_costs_the_same_at_few_and_at_many_tickets(self, role, network, django_assert_max_num_queries):
        person = {"client": make.make_client, "admin": make.make_admin, "superadmin": make.make_superadmin}.get(role)
        person = person() if person else make.make_staff(department=network)
        service = make.make_service(department=network)
        prices = []
        for number in (1, 12):
            for n in range(number):
                new = make.make_ticket(requester=person if role == "client" else None, service=service)
                other = {"assignee": person} if n % 2 and role != "client" else {}
                Ticket.objects.filter(pk=new.pk).update(
                    due_at=timezone.now() + datetime.timedelta(hours=24 * (n % 4) - 1), clock_started_at=timezone.now(),
                    unchecked_documents=n % 3, **other,
                )  # fmt: skip
            client = logged_in(person)
            with django_assert_max_num_queries(10) as asked:
                assert client.get(reverse("helpdesk:dashboard")).status_code == 200
            prices.append(len(asked))
        assert prices[0] == prices[1]

    def test_a_manager_reads_the_weeks_as_a_table_too(self, network):
        make.make_ticket(service=make.make_service(department=network))
        html = dashboard(make.make_admin()).content.decode()
        assert 'aria-label="Tickets created and closed per week, the last twelve weeks"' in html
        assert html.count('<th scope="row">') == 12 + 1  # the weeks, and the one department
        assert "Jaringan" in html

    def test_staff_see_no_figures_of_the_whole_desk(self, network):
        answer = dashboard(make.make_staff(department=network))
        assert "chart" not in answer.context
        assert "Created and closed per week" not in answer.content.decode()

    def test_a_client_reads_how_many_tickets_wait_for_them(self):
        person = make.make_client()
        waiting = make.make_ticket(requester=person)
        waiting.wait_for_client("Nomor apa?", by=make.make_admin())
        make.make_ticket(requester=person)
        make.make_ticket()
        tile = dashboard(person).context["tiles"][0]
        assert (tile.number, tile.note, tile.tone) == ("2", "1 waits for you", "wait")

    def test_an_absent_person_of_the_session_is_asked_for_once(self, django_assert_num_queries):
        person = User.objects.with_duties().get(pk=make.make_superadmin().pk)
        with django_assert_num_queries(1):
            tiles_for(person, (0,))
